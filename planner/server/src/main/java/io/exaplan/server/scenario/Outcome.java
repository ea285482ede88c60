package io.exaplan.server.scenario;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A planned world in figures. PFLOPS are dense FP16/BF16 vendor peak; devices of unknown FLOPS count none.
 *
 * @param seed seed of its search and of what its overlay drew
 * @param jobs jobs that wait, or come within the horizon
 * @param placed those with a start
 * @param waitP50Seconds from submission to planned start in plan time, of the jobs with a start; null without any
 * @param waitP90Seconds likewise
 * @param deadlinesMissed jobs that end after their deadline, or have none to end by as they have no start
 * @param utilisationByModel device time planned and running over device time there is, to the horizon, by catalogue key
 * @param pflopsDaysByTenant what plan and runs charge to the horizon, by tenant
 * @param days PFLOPS day by day: the funnel over time
 * @param steps steps its search took
 * @param endedBySteps whether the steps ended the search, so that it can be repeated exactly
 * @param score the score in the solver's words
 * @param problemSha256 hash of the problem's JSON
 */
record Outcome(
        long seed,
        int jobs,
        int placed,
        @Nullable Double waitP50Seconds,
        @Nullable Double waitP90Seconds,
        int deadlinesMissed,
        Map<String, Double> utilisationByModel,
        Map<String, Double> pflopsDaysByTenant,
        List<Day> days,
        long steps,
        boolean endedBySteps,
        String score,
        String problemSha256) {

    /**
     * Mean PFLOPS of one day of plan time, the last one as long as the horizon leaves it.
     *
     * @param schedulable what partitions that accept work have
     * @param allocated what plan and runs hold of it
     */
    record Day(Instant from, double schedulable, double allocated) {}

    Outcome {
        utilisationByModel = Map.copyOf(utilisationByModel);
        pflopsDaysByTenant = Map.copyOf(pflopsDaysByTenant);
        days = List.copyOf(days);
    }

    int unplaced() {
        return jobs - placed;
    }

    double pflopsDays() {
        return pflopsDaysByTenant.values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }
}
