package io.exaplan.server.demand;

/** What people want of a job that is active; the run is told to stop, and the job follows when it has. */
public enum Wish {
    RUN,
    CANCEL,
    SUSPEND
}
