package io.exaplan.engine.replay.queue;

import java.io.Serial;
import java.util.List;

/** A log with lines that are not of its format: the message names file and number of each, up to twenty. */
public final class BadLogException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private static final int SHOWN = 20;

    private final transient List<BadLine> lines;

    /**
     * A line that is not of the format.
     *
     * @param file which file of the log, empty for a log that is no file
     * @param number counted from 1
     * @param text what it says
     * @param why what is wrong with it
     */
    public record BadLine(String file, int number, String text, String why) {
        private String told() {
            return "%s: %s".formatted(QueueLogReader.place(file, number), why);
        }
    }

    BadLogException(List<BadLine> lines) {
        super(message(lines));
        this.lines = List.copyOf(lines);
    }

    /** All of them, in the order of the log. */
    public List<BadLine> lines() {
        return lines;
    }

    private static String message(List<BadLine> lines) {
        String shown =
                String.join("\n", lines.stream().limit(SHOWN).map(BadLine::told).toList());
        return lines.size() <= SHOWN ? shown : "%s\nand %d more.".formatted(shown, lines.size() - SHOWN);
    }
}
