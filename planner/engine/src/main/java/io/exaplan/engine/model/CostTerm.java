package io.exaplan.engine.model;

/** What a plan is charged for beyond its hard rules. */
public enum CostTerm {
    /** Jobs without a start. */
    UNPLACED(Level.MEDIUM),
    /** Targets that are missed. */
    SHORTFALL(Level.MEDIUM),
    /** Devices waited for. */
    WAITING(Level.SOFT),
    /** Soft deadlines missed. */
    LATENESS(Level.SOFT),
    /** Promised starts that move. */
    CHURN(Level.SOFT),
    /** Data brought to a cluster. */
    TRANSFER(Level.SOFT),
    /** Largest gangs that could no longer start. */
    FRAGMENTATION(Level.SOFT),
    /** Energy taken. */
    ENERGY(Level.SOFT);

    /** What counts before what. */
    public enum Level {
        MEDIUM,
        SOFT
    }

    private final Level level;

    CostTerm(Level level) {
        this.level = level;
    }

    public Level level() {
        return level;
    }
}
