package io.exaplan.server.planning;

import io.exaplan.engine.model.PlanCost;
import java.util.List;

/**
 * A version about to be published.
 *
 * @param cause why there is a new one
 * @param violations rules it breaks, all of them caused by what already runs
 * @param costs the cost by constraint
 */
record PlanVersion(Cause cause, int violations, PlanCost cost, List<TermCost> costs, PlanKpis kpis, Receipt receipt) {
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
