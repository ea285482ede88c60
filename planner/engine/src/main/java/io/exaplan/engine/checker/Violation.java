package io.exaplan.engine.checker;

import java.util.Set;

/**
 * A rule a plan breaks.
 *
 * @param rule which one
 * @param about what it is broken of: a partition, a cohort, a budget or a job
 * @param jobs ids of the planned jobs that take part; empty when only runs do
 * @param inherited whether what already runs or was promised breaks it alone: reported, but no reason to hold a plan back
 * @param overrun whether only runs that started late or take longer than their jobs said break it: it would hold had each ended
 *     when it was to
 * @param detail the values, for people
 */
public record Violation(Rule rule, String about, Set<Long> jobs, boolean inherited, boolean overrun, String detail) {
    public Violation {
        jobs = Set.copyOf(jobs);
    }

    Violation(Rule rule, String about, Set<Long> jobs, boolean inherited, String detail) {
        this(rule, about, jobs, inherited, false, detail);
    }

    Violation byOverrun() {
        return new Violation(rule, about, jobs, inherited, true, detail);
    }

    /** Whether it is the same trouble, of whatever size. */
    boolean isLike(Violation other) {
        return rule == other.rule && inherited == other.inherited && about.equals(other.about);
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
