package io.exaplan.engine.replay.queue;

import java.io.Serial;
import java.util.List;

/** A log with lines that are not of its format: the message names file and number of each, up to twenty. */
public final class BadLogException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private static final int SHOWN = 20;

    BadLogException(List<String> problems) {
        super(message(problems));
    }

    private static String message(List<String> problems) {
        String shown = String.join("\n", problems.subList(0, Math.min(SHOWN, problems.size())));
        return problems.size() <= SHOWN ? shown : "%s\nand %d more.".formatted(shown, problems.size() - SHOWN);
    }
}
