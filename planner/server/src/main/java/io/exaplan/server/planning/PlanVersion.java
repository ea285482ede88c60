package io.exaplan.server.planning;

import io.exaplan.engine.model.PlanCost;

/**
 * A version about to be published.
 *
 * @param cause why there is a new one
 * @param violations rules it breaks, all of them caused by what already runs
 */
record PlanVersion(Cause cause, int violations, PlanCost cost, PlanKpis kpis, Receipt receipt) {
    /** Why there is a new version. */
    enum Cause {
        /** A replica began to lead. */
        TAKEOVER,
        /** The book was made again after a failure. */
        REBUILD,
        /** A search found a better plan. */
        IMPROVEMENT
    }
}
