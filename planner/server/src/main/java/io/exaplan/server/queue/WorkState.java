package io.exaplan.server.queue;

/** The life of queued work; the last three are ends. */
public enum WorkState {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    public boolean ended() {
        return this != QUEUED && this != RUNNING;
    }
}
