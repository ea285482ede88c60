package io.exaplan.engine.model;

import java.util.Map;

/**
 * What a plan costs beyond its hard rules; less is better, unplaced jobs before everything else.
 *
 * @param unplaced medium cost: of jobs without a start, and of targets that are missed
 * @param soft waiting, lateness, transfers, fragmentation, energy and churn together
 */
public record PlanCost(long unplaced, long soft) implements Comparable<PlanCost> {
    public static final PlanCost NONE = new PlanCost(0, 0);

    /** The parts of a plan's cost together. */
    public static PlanCost of(Map<CostTerm, Long> costs) {
        long medium = 0;
        long soft = 0;
        for (Map.Entry<CostTerm, Long> each : costs.entrySet()) {
            switch (each.getKey().level()) {
                case MEDIUM -> medium += each.getValue();
                case SOFT -> soft += each.getValue();
            }
        }
        return new PlanCost(medium, soft);
    }

    public PlanCost plus(PlanCost other) {
        return new PlanCost(unplaced + other.unplaced, soft + other.soft);
    }

    public PlanCost minus(PlanCost other) {
        return new PlanCost(unplaced - other.unplaced, soft - other.soft);
    }

    @Override
    public int compareTo(PlanCost other) {
        int byUnplaced = Long.compare(unplaced, other.unplaced);
        return byUnplaced != 0 ? byUnplaced : Long.compare(soft, other.soft);
    }
}
