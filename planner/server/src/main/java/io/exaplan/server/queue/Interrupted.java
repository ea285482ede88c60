package io.exaplan.server.queue;

/** The replica stops in the middle of work: the queue hands it to another. */
public final class Interrupted extends RuntimeException {
    public Interrupted() {
        super("This replica stops; the work is begun again elsewhere.");
    }
}
