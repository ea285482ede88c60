package io.exaplan.server.scenario;

import io.exaplan.server.scenario.Comparison.Figure;
import io.exaplan.server.scenario.Comparison.FunnelStretch;
import io.exaplan.server.scenario.Comparison.TargetCurve;
import io.exaplan.server.scenario.Comparison.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/** A comparison, a line for each figure, then one for each level of the funnel and each target in each day or week. */
final class ComparisonTable {
    private static final CsvMapper CSV = CsvMapper.builder().build();

    private ComparisonTable() {}

    /**
     * The columns, in their order.
     *
     * @param from begin of the day or week, empty for what is about all of it
     */
    private record Line(
            String figure,
            String unit,
            @Nullable String subject,
            @Nullable String from,
            @Nullable Double baseline,
            @Nullable Double scenario,
            @Nullable Double difference,
            @Nullable Double spread,
            @Nullable Verdict verdict) {}

    static String csv(Comparison comparison) {
        CsvSchema schema = CSV.schemaFor(Line.class).withHeader();
        return CSV.writer(schema)
                .writeValueAsString(Stream.of(
                                comparison.figures().stream().map(ComparisonTable::line),
                                comparison.funnel().stream().flatMap(ComparisonTable::lines),
                                comparison.targets().stream().flatMap(target -> lines(target, comparison.funnel())))
                        .flatMap(Function.identity())
                        .toList());
    }

    private static Line line(Figure figure) {
        return new Line(
                figure.name(),
                figure.unit(),
                figure.subject(),
                null,
                figure.baseline(),
                figure.scenario(),
                figure.difference(),
                figure.spread(),
                figure.verdict());
    }

    private static Stream<Line> lines(FunnelStretch stretch) {
        return Stream.of(
                line(
                        "schedulable",
                        stretch.from(),
                        stretch.baselineSchedulable(),
                        stretch.scenarioSchedulable(),
                        stretch.schedulableVerdict()),
                line(
                        "allocated",
                        stretch.from(),
                        stretch.baselineAllocated(),
                        stretch.scenarioAllocated(),
                        stretch.allocatedVerdict()));
    }

    private static Line line(String name, Instant from, double before, double after, @Nullable Verdict verdict) {
        return new Line(name, "PFLOPS", null, from.toString(), before, after, after - before, null, verdict);
    }

    private static Stream<Line> lines(TargetCurve target, List<FunnelStretch> stretches) {
        return IntStream.range(0, Math.min(target.scenario().size(), stretches.size()))
                .mapToObj(i -> new Line(
                        "attainment",
                        "share",
                        target.called(),
                        stretches.get(i).from().toString(),
                        target.baseline().get(i),
                        target.scenario().get(i),
                        target.scenario().get(i) - target.baseline().get(i),
                        null,
                        i < target.verdicts().size() ? target.verdicts().get(i) : null));
    }
}
