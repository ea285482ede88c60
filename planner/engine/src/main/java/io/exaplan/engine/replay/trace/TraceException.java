package io.exaplan.engine.replay.trace;

import java.io.Serial;
import java.util.List;

/** A trace that cannot be read: the message names file and line of what is wrong, up to twenty lines of a file. */
public final class TraceException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private static final int SHOWN = 20;

    TraceException(String message) {
        super(message);
    }

    static TraceException at(String file, int line, String problem) {
        return new TraceException("%s, line %d: %s".formatted(file, line, problem));
    }

    /** Everything that is wrong with a file, in the order of its lines. */
    static TraceException of(List<TraceException> problems) {
        String shown = String.join(
                "\n",
                problems.stream()
                        .limit(SHOWN)
                        .map(problem -> String.valueOf(problem.getMessage()))
                        .toList());
        return new TraceException(
                problems.size() <= SHOWN ? shown : "%s\nand %d more.".formatted(shown, problems.size() - SHOWN));
    }
}
