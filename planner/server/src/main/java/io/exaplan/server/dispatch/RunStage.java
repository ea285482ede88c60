package io.exaplan.server.dispatch;

/** State of a run as it is stored. It moves forward only; LOST is a pause from which a run may come back. */
enum RunStage {
    /** Written, and offered to the agent. */
    LEASED,
    /** Its objects exist, not all workers are up. */
    STARTING,
    /** All workers are up. */
    RUNNING,
    /** It ended by itself with exit code 0. */
    SUCCEEDED,
    /** It ended by itself otherwise, lost a node, or ran into its maximum duration. */
    FAILED,
    /** It was stopped because its team wanted so. */
    CANCELLED,
    /** It was stopped for another job. */
    PREEMPTED,
    /** Its cluster is silent; it still counts as its job's run until it is given up. */
    LOST;

    boolean ended() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED || this == PREEMPTED;
    }
}
