package io.exaplan.server.demand;

import java.util.EnumSet;
import java.util.Set;

/** Where a job is in its life. */
public enum JobState {
    /** Waits, without a start in the active plan. */
    QUEUED,
    /** Waits for its start in the active plan. */
    SCHEDULED,
    /** Has a run. */
    ACTIVE,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    /** Put aside on request; waits for a resume. */
    SUSPENDED;

    static final Set<JobState> WAITING = EnumSet.of(QUEUED, SCHEDULED);

    /** Nothing follows any more. */
    public boolean ended() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
}
