package io.exaplan.engine.replay.trace;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** A comma-separated trace without quoting, its columns found by the names in the first line. */
final class CsvTrace {

    private static final int MOST = 1_000_000;

    private final String file;
    private final List<String> columns;

    private CsvTrace(String file, List<String> columns) {
        this.file = file;
        this.columns = columns;
    }

    /** Reads every line after the first; blank lines are passed over, and all that cannot be understood are told at once. */
    static <T> List<T> read(Path path, List<String> required, Function<Line, T> parse) {
        try (BufferedReader reader = Files.newBufferedReader(path)) {
            return read(path.toString(), reader, required, parse);
        } catch (IOException failure) {
            throw new UncheckedIOException("The trace %s cannot be read.".formatted(path), failure);
        }
    }

    private static <T> List<T> read(String file, BufferedReader reader, List<String> required, Function<Line, T> parse)
            throws IOException {
        String header = reader.readLine();
        CsvTrace trace = new CsvTrace(file, header == null ? List.of() : split(header));
        for (String column : required) {
            if (!trace.columns.contains(column)) {
                throw TraceException.at(
                        file, 1, "there is no column %s, only %s.".formatted(column, String.join(",", trace.columns)));
            }
        }
        List<T> records = new ArrayList<>();
        List<TraceException> problems = new ArrayList<>();
        int number = 1;
        for (String text = reader.readLine(); text != null; text = reader.readLine()) {
            number++;
            if (!text.isBlank()) {
                try {
                    records.add(trace.new Line(number, split(text)).parse(parse));
                } catch (TraceException problem) {
                    problems.add(problem);
                }
            }
        }
        if (!problems.isEmpty()) {
            throw TraceException.of(problems);
        }
        return records;
    }

    private static List<String> split(String line) {
        return Arrays.stream(line.split(",", -1)).map(String::strip).toList();
    }

    /** One line of the trace. */
    final class Line {

        private final int number;
        private final List<String> fields;

        private Line(int number, List<String> fields) {
            this.number = number;
            this.fields = fields;
        }

        /** The field, empty where the line or the trace has none. */
        String text(String column) {
            int place = columns.indexOf(column);
            return place < 0 || place >= fields.size() ? "" : fields.get(place);
        }

        int number(String column) {
            String text = text(column);
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException notWhole) {
                throw TraceException.at(file, number, "%s is (%s), not a whole number.".formatted(column, text));
            }
        }

        /** A number of at least {@code least}. */
        double real(String column, double least) {
            double value;
            try {
                value = Double.parseDouble(text(column));
            } catch (NumberFormatException noNumber) {
                throw TraceException.at(file, number, "%s is (%s), not a number.".formatted(column, text(column)));
            }
            if (!(value >= least) || Double.isInfinite(value)) {
                throw TraceException.at(
                        file, number, "%s is %s, at least %s is allowed.".formatted(column, value, least));
            }
            return value;
        }

        /** A whole number of at least {@code least} and at most a million. */
        int count(String column, int least) {
            int value = number(column);
            if (value < least || value > MOST) {
                throw TraceException.at(
                        file, number, "%s is %d, %d to %d is allowed.".formatted(column, value, least, MOST));
            }
            return value;
        }

        /** The names in the first line. */
        List<String> columns() {
            return columns;
        }

        /** Lines of the file, the first counted. */
        int lineNumber() {
            return number;
        }

        private <T> T parse(Function<Line, T> parse) {
            try {
                return parse.apply(this);
            } catch (IllegalArgumentException refused) {
                throw TraceException.at(file, number, String.valueOf(refused.getMessage()));
            }
        }
    }
}
