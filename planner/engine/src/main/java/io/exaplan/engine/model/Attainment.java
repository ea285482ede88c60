package io.exaplan.engine.model;

/**
 * How far a plan attains a target, in dense FP16/BF16 peak PFLOPS-days.
 *
 * @param target id of the target
 * @param wantedPflopsDays what is wanted within its window
 * @param attainedPflopsDays what was allocated before, is held by runs and is planned within it
 */
public record Attainment(String target, double wantedPflopsDays, double attainedPflopsDays) {
    /** The share that is attained, at most 1. */
    public double share() {
        return Math.min(1, attainedPflopsDays / wantedPflopsDays);
    }
}
