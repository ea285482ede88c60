package io.exaplan.engine.replay.queue;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads logs line by line. A line that is not of the format is remembered with its number, so that all are told at once; a line
 * that is, but speaks of a job that never ran, is left out and told too.
 */
public abstract sealed class QueueLogReader permits SwfReader, ItpReader {
    private final List<String> problems = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private String place = "";

    /** Reads a log of one or more files. */
    public final QueueLog read(List<Path> files) throws IOException {
        for (int index = 0; index < files.size(); index++) {
            read(files.get(index), index);
        }
        if (!problems.isEmpty()) {
            throw new BadLogException(problems);
        }
        return log(List.copyOf(leftOut));
    }

    private void read(Path file, int index) throws IOException {
        begin(file, index);
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                place = "%s, line %d".formatted(file, number);
                try {
                    line(line.strip(), number);
                } catch (IllegalArgumentException notOfTheFormat) {
                    problems.add("%s: %s".formatted(place, notOfTheFormat.getMessage()));
                }
            }
        }
    }

    /** A file begins. */
    abstract void begin(Path file, int index);

    /** Takes a line; throws {@link IllegalArgumentException} when it is not of the format. */
    abstract void line(String line, int number);

    abstract QueueLog log(List<String> leftOutLines);

    final void leaveOut(String why) {
        leftOut.add("%s: %s".formatted(place, why));
    }

    /** Some logs write whole numbers with decimals; what follows the point is dropped. */
    static long whole(String field, String name) {
        try {
            return new BigDecimal(field).setScale(0, RoundingMode.DOWN).longValueExact();
        } catch (ArithmeticException | NumberFormatException notWhole) {
            throw new IllegalArgumentException("%s is (%s), not a number.".formatted(name, field), notWhole);
        }
    }
}
