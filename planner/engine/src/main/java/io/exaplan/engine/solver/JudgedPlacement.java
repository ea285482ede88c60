package io.exaplan.engine.solver;

import io.exaplan.engine.model.Placement;
import java.util.Comparator;
import java.util.List;

/**
 * What the rules of the city plan say of one place for a job.
 *
 * @param placement the place
 * @param endSecond when the job would end there
 * @param reasons what speaks against it, and for it, rule by rule, the weightiest first
 */
public record JudgedPlacement(Placement placement, long endSecond, List<Reason> reasons) {
    public JudgedPlacement {
        reasons = List.copyOf(reasons);
    }

    /**
     * What one rule says.
     *
     * @param constraint name of the rule
     * @param charge what it charges the plan; below 0 where the job brings a target nearer
     * @param because the rule's own justification
     */
    public record Reason(String constraint, Charge charge, Because because) {
        Reason less(Charge other) {
            return new Reason(constraint, charge.minus(other), because);
        }
    }

    /** What a plan is charged, by level: any amount of a level weighs more than all of the next. */
    public record Charge(long hard, long medium, long soft) implements Comparable<Charge> {
        public static final Charge NONE = new Charge(0, 0, 0);

        private static final Comparator<Charge> ORDER = Comparator.comparingLong(Charge::hard)
                .thenComparingLong(Charge::medium)
                .thenComparingLong(Charge::soft);

        public Charge plus(Charge other) {
            return new Charge(hard + other.hard, medium + other.medium, soft + other.soft);
        }

        public Charge minus(Charge other) {
            return new Charge(hard - other.hard, medium - other.medium, soft - other.soft);
        }

        @Override
        public int compareTo(Charge other) {
            return ORDER.compare(this, other);
        }
    }

    /** All of it together: how much dearer the plan is with the job here than without the job. */
    public Charge charge() {
        return reasons.stream().map(Reason::charge).reduce(Charge.NONE, Charge::plus);
    }
}
