package io.exaplan.engine.model;

/**
 * Weights of the score; part of every receipt.
 *
 * @param unplacedWeight medium cost of a job without a start, multiplied by its priority weight
 * @param waitingWeight soft cost of one waiting second of one device at priority 0
 * @param latenessWeight soft cost of one second after a soft deadline
 * @param churnWeight soft cost of moving a start that was promised, per minute moved, capped at a day
 * @param preemptionWeight soft cost of ending a run for another job
 */
public record PlanningSettings(
        long unplacedWeight, long waitingWeight, long latenessWeight, long churnWeight, long preemptionWeight) {

    /** The documented defaults. */
    public static PlanningSettings defaults() {
        return new PlanningSettings(1, 1, 10, 5, 1_000);
    }
}
