package io.exaplan.engine.replay.trace;

import java.io.Serial;

/** A trace that cannot be read: the message names the file and the line. */
public final class TraceException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    TraceException(String message) {
        super(message);
    }

    static TraceException at(String file, int line, String problem) {
        return new TraceException("%s, line %d: %s".formatted(file, line, problem));
    }
}
