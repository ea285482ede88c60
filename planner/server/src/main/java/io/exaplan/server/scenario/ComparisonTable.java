package io.exaplan.server.scenario;

import org.jspecify.annotations.Nullable;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/** The figures of a comparison, a line each. */
final class ComparisonTable {
    private static final CsvMapper CSV = CsvMapper.builder().build();

    private ComparisonTable() {}

    /** The columns, in their order. */
    private record Line(
            String figure,
            String unit,
            @Nullable String subject,
            @Nullable Double baseline,
            @Nullable Double scenario,
            @Nullable Double difference,
            double spread,
            String verdict) {}

    static String csv(Comparison comparison) {
        CsvSchema schema = CSV.schemaFor(Line.class).withHeader();
        return CSV.writer(schema)
                .writeValueAsString(comparison.figures().stream()
                        .map(figure -> new Line(
                                figure.name(),
                                figure.unit(),
                                figure.subject(),
                                figure.baseline(),
                                figure.scenario(),
                                figure.difference(),
                                figure.spread(),
                                figure.verdict().name()))
                        .toList());
    }
}
