package io.exaplan.engine.start;

/** What starting well means. These are different wishes: what is best for one is not best for another. */
public enum Objective {
    /** Seconds waited, every job alike. */
    WAIT,

    /** Bounded slowdown: seconds waited in proportion to the run time, so that short jobs hardly wait. */
    SLOWDOWN,

    /** Seconds waited, by the weight of the job. */
    WEIGHTED,

    /** Bounded slowdown, tenants whose jobs have been slowed down more going before the others. */
    FAIR
}
