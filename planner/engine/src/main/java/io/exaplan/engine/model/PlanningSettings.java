package io.exaplan.engine.model;

import io.exaplan.engine.kernel.Seconds;
import org.jspecify.annotations.Nullable;

/**
 * Weights of the score, and what each of them prices; part of every receipt.
 *
 * @param unplacedWeight medium cost of a job of value 1 and priority 0 without a start, times 1,000
 * @param waitingWeight soft cost of one device waiting one second at priority 0
 * @param latenessWeight soft cost of one device being one second late at priority 0
 * @param churnWeight soft cost of moving a promised start, per device and second moved, capped at a day
 * @param preemptionWeight soft cost of ending a run for another job
 * @param facts weights of targets and of data; older receipts have none
 * @param efficiency weights of fragmentation and energy; older receipts have none
 */
public record PlanningSettings(
        long unplacedWeight,
        long waitingWeight,
        long latenessWeight,
        long churnWeight,
        long preemptionWeight,
        FactWeights facts,
        EfficiencyWeights efficiency) {
    private static final long DAY = 24 * 3600;
    private static final long THOUSAND = 1000;

    public PlanningSettings {
        facts = orDefaults(facts);
        efficiency = orDefaults(efficiency);
        if (Math.min(unplacedWeight, Math.min(waitingWeight, latenessWeight)) < 0
                || Math.min(churnWeight, preemptionWeight) < 0) {
            throw new IllegalArgumentException(
                    "A weight is below 0: unplaced %d, waiting %d, lateness %d, churn %d, preemption %d.\nUse 0 to leave one out."
                            .formatted(unplacedWeight, waitingWeight, latenessWeight, churnWeight, preemptionWeight));
        }
    }

    /** With the documented weights of targets, data, fragmentation and energy. */
    public PlanningSettings(
            long unplacedWeight, long waitingWeight, long latenessWeight, long churnWeight, long preemptionWeight) {
        this(
                unplacedWeight,
                waitingWeight,
                latenessWeight,
                churnWeight,
                preemptionWeight,
                FactWeights.DEFAULTS,
                EfficiencyWeights.DEFAULTS);
    }

    /** The documented defaults. */
    public static PlanningSettings defaults() {
        return new PlanningSettings(1, 10, 20, 1, 1_000);
    }

    /** What a job costs while no plan gives it a start. */
    public long unplacedCost(JobFacts job) {
        return Math.round(unplacedWeight * THOUSAND * job.value() * urgency(job));
    }

    /** What a job costs by waiting for its start. */
    public long waitingCost(JobFacts job, Placement placement) {
        return weighted(waitingWeight, job, Math.max(0, placement.startSecond() - job.waitingSinceSecond()));
    }

    /** What a job costs by ending after a soft deadline. */
    public long latenessCost(JobFacts job, long endSecond) {
        Deadline deadline = job.deadlineOrNull();
        return deadline == null || deadline.hard() || endSecond == Seconds.FOREVER
                ? 0
                : weighted(latenessWeight, job, Math.max(0, endSecond - deadline.second()));
    }

    /** What it costs that a job does not start where and when it was said to; an earlier start is no broken promise. */
    public long churnCost(JobFacts job, @Nullable Placement promised, @Nullable Placement placement) {
        if (promised == null || promised.equals(placement)) {
            return 0;
        }
        long later = placement == null ? DAY : Math.max(0, placement.startSecond() - promised.startSecond());
        return weighted(churnWeight, job, Math.min(DAY, later));
    }

    /**
     * All of it for one job.
     *
     * @param placement where a plan puts it, null for nowhere
     * @param endSecond when it ends there
     * @param promised where the plan before put it, null for nowhere
     */
    public PlanCost cost(JobFacts job, @Nullable Placement placement, long endSecond, @Nullable Placement promised) {
        long churn = churnCost(job, promised, placement);
        return placement == null
                ? new PlanCost(unplacedCost(job), churn)
                : new PlanCost(0, waitingCost(job, placement) + latenessCost(job, endSecond) + churn);
    }

    /** What it costs to bring a job's data to a partition. */
    public PlanCost transfer(JobFacts job, PartitionFacts partition, Datasets datasets) {
        return new PlanCost(0, facts.transferCost(datasets.gibToBring(job, partition.cluster())));
    }

    /** What the energy of a job costs where it is placed. */
    public PlanCost energy(JobFacts job, Placement placement, PartitionFacts partition) {
        return new PlanCost(0, efficiency.energyCost(Energy.kilowattHours(job, placement, partition)));
    }

    private static EfficiencyWeights orDefaults(@Nullable EfficiencyWeights stated) {
        return stated == null ? EfficiencyWeights.DEFAULTS : stated;
    }

    /** What is not stated, as in receipts from before, is as documented. */
    private static FactWeights orDefaults(@Nullable FactWeights stated) {
        return stated == null ? FactWeights.DEFAULTS : stated;
    }

    /** Counts devices of the narrowest width, so that a wider gang of the same job does not cost more for waiting. */
    private static long weighted(long weight, JobFacts job, long seconds) {
        double devices = Footprint.milliDevicesOfGang(job, job.width().minWorkers()) / 1000.0;
        return Math.round(weight * devices * seconds * urgency(job));
    }

    /** How many times more a job counts than one of priority 0: one more for each step up, a fraction for steps down. */
    private static double urgency(JobFacts job) {
        return job.priority() >= 0 ? 1.0 + job.priority() : 1.0 / (1.0 - job.priority());
    }
}
