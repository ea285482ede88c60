package io.exaplan.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** State of a run as its cluster sees it. */
public enum RunState {
    /** Its objects exist, not all workers are up. */
    STARTING,
    /** All workers are up. */
    RUNNING,
    /** It ended by itself with exit code 0. */
    SUCCEEDED,
    /** It ended by itself with another exit code, or lost a node. */
    FAILED,
    /** It ended because it was told to. */
    STOPPED,
    /** The agent cannot do what was ordered; the message says what. */
    @JsonEnumDefaultValue
    UNSUPPORTED;

    /** Whether nothing of the run is left in the cluster. */
    public boolean ended() {
        return this == SUCCEEDED || this == FAILED || this == STOPPED;
    }
}
