package io.exaplan.server.planning;

import io.exaplan.engine.model.PlanCost;
import java.util.List;

/**
 * A version about to be published.
 *
 * @param cause why there is a new one
 * @param broken rules it breaks, all of them by what already runs where there was an alternative
 * @param costs the cost by constraint
 */
record PlanVersion(
        Cause cause, List<BrokenRule> broken, PlanCost cost, List<TermCost> costs, PlanKpis kpis, Receipt receipt) {

    PlanVersion {
        broken = List.copyOf(broken);
        costs = List.copyOf(costs);
    }

    /** Why there is a new version. */
    enum Cause {
        /** A replica began to lead. */
        TAKEOVER,
        /** The book was made again after a failure. */
        REBUILD,
        /** Other weights were stated. */
        WEIGHTS,
        /** Something else was stated of an accelerator model. */
        CATALOGUE,
        /** A search found a better plan. */
        IMPROVEMENT
    }
}
