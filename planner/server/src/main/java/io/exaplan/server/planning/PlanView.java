package io.exaplan.server.planning;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A version of the plan as people see it.
 *
 * @param planTime plan time it was made at
 * @param cause TAKEOVER, REBUILD, WEIGHTS, CATALOGUE or IMPROVEMENT
 * @param score 0 is best on each level
 * @param broken the rules behind {@code score.hard}, and apart from it those that only runs over their time break; empty for
 *     versions that were made before it was kept
 * @param costs the same by constraint, and what a search changed; empty for versions that were made before it was kept
 * @param kpis the plan in figures, when it was published
 * @param receipt all that is needed to make it again; the problem is at {@code /problem} while it is kept
 * @param problemKept whether it still is
 * @param changes how many decisions were made under it so far
 */
record PlanView(
        long version,
        long leaderEpoch,
        Instant publishedAt,
        Instant planTime,
        String cause,
        ScoreView score,
        List<BrokenRule> broken,
        List<TermCost> costs,
        JsonNode kpis,
        JsonNode receipt,
        boolean problemKept,
        long changes) {

    /**
     * @param hard rules broken, as a negative number; only what already runs can break any, and runs over their time do not count
     * @param medium cost of jobs without a start, negative
     * @param soft cost of waiting and lateness, negative
     */
    record ScoreView(long hard, long medium, long soft) {}
}
