package io.exaplan.engine.replay.queue;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads logs line by line. A line that is not of the format is remembered with its number, so that all are told at once; a line
 * that is, but speaks of a job that never ran, is left out and told too.
 */
public abstract sealed class QueueLogReader permits SwfReader, ItpReader {
    /** Longer fields than a number needs; powers of ten beyond this are nobody's number either, and cost memory to write out. */
    private static final int LONGEST_NUMBER = 40;

    private final List<BadLogException.BadLine> problems = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private String place = "";
    private String lastFile = "";

    /** Reads a log of one or more files. */
    public final QueueLog read(List<Path> files) throws IOException {
        for (int index = 0; index < files.size(); index++) {
            begin(files.get(index), index);
            try (BufferedReader reader = Files.newBufferedReader(files.get(index))) {
                read(reader, files.get(index).toString());
            }
        }
        return finished();
    }

    final void read(BufferedReader reader, String file) throws IOException {
        lastFile = file;
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            place = place(file, number);
            String text = line.strip();
            try {
                line(text, number);
            } catch (IllegalArgumentException notOfTheFormat) {
                problems.add(
                        new BadLogException.BadLine(file, number, text, String.valueOf(notOfTheFormat.getMessage())));
            }
        }
        if (number == 0) {
            problems.add(new BadLogException.BadLine(file, 1, "", "There is nothing in it."));
        }
    }

    final QueueLog finished() {
        QueueLog log = log(List.copyOf(leftOut));
        if (problems.isEmpty() && log.jobs().isEmpty() && leftOut.isEmpty()) {
            problems.add(new BadLogException.BadLine(lastFile, 1, "", "There is no job in the log."));
        }
        if (!problems.isEmpty()) {
            throw new BadLogException(problems);
        }
        return log;
    }

    static String place(String file, int number) {
        return file.isEmpty() ? "line %d".formatted(number) : "%s, line %d".formatted(file, number);
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
        if (field.length() > LONGEST_NUMBER) {
            throw notANumber(name, field.substring(0, LONGEST_NUMBER) + "...", null);
        }
        try {
            BigDecimal number = new BigDecimal(field);
            if (Math.abs((long) number.scale()) > LONGEST_NUMBER) {
                throw notANumber(name, field, null);
            }
            return number.setScale(0, RoundingMode.DOWN).longValueExact();
        } catch (ArithmeticException | NumberFormatException notWhole) {
            throw notANumber(name, field, notWhole);
        }
    }

    private static IllegalArgumentException notANumber(String name, String field, @Nullable Exception cause) {
        return new IllegalArgumentException("%s is (%s), not a number.".formatted(name, field), cause);
    }
}
