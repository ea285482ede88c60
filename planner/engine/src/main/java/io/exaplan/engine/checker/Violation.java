package io.exaplan.engine.checker;

import java.util.Set;

/**
 * A rule a plan breaks.
 *
 * @param rule which one
 * @param jobs ids of the planned jobs that take part; empty when only runs do
 * @param inherited whether what already runs or was promised breaks it alone: reported, but no reason to hold a plan back
 * @param detail the values, for people
 */
public record Violation(Rule rule, Set<Long> jobs, boolean inherited, String detail) {
    public Violation {
        jobs = Set.copyOf(jobs);
    }

    /** What a plan must keep to. */
    public enum Rule {
        DEVICE_CAPACITY,
        WHOLE_NODES,
        RESERVATION,
        QUOTA,
        BUDGET,
        ELIGIBILITY,
        WIDTH,
        EARLIEST_START,
        START_IN_THE_PAST,
        HARD_DEADLINE,
        HORIZON,
        CUT,
        UNKNOWN_JOB,
        UNKNOWN_PARTITION,
        RUNS_ALREADY
    }
}
