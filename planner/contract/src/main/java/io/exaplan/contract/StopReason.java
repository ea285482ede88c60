package io.exaplan.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Why the planner orders a run to end. */
public enum StopReason {
    /** Its team cancelled the job. */
    CANCELLED,
    /** Another job takes its place; the job is queued again. */
    PREEMPTED,
    /** It ran into its maximum duration. */
    EXPIRED,
    /** Its team suspended the job. */
    SUSPENDED,
    /** An operator confirmed the end of a run the planner does not know. */
    ORPHANED,
    /** A newer planner's reason. */
    @JsonEnumDefaultValue
    UNSUPPORTED
}
