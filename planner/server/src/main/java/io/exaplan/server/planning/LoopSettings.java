package io.exaplan.server.planning;

import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the plan is kept.
 *
 * @param zone the city's time zone, which services by the hour follow
 * @param horizon plan time ahead in which starts are planned
 * @param frozen plan time ahead in which a start moves only by failure, overrun, drain or lost capacity
 * @param poll how often the database is asked even when nobody gave a hint
 * @param compareRuns how often everything that runs is compared with the book
 * @param compareInventory how often all that stands in the city is compared with the book
 * @param rereadQuotas how soon after another changes of quotas, reservations, budgets, datasets and targets reach the plan
 * @param batch how many jobs are looked at in one transaction
 * @param startBatch how many due starts are tried in one transaction
 * @param retryStart how long a start that was refused for the moment waits until it is tried again, longer each time
 * @param keptProblems how many versions of the plan keep the problem they were made from
 */
@ConfigurationProperties("exaplan.planning")
record LoopSettings(
        @DefaultValue("Asia/Shanghai") ZoneId zone,
        @DefaultValue("14d") Duration horizon,
        @DefaultValue("30m") Duration frozen,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("15s") Duration compareRuns,
        @DefaultValue("60s") Duration compareInventory,
        @DefaultValue("1s") Duration rereadQuotas,
        @DefaultValue("500") int batch,
        @DefaultValue("100") int startBatch,
        @DefaultValue("2s") Duration retryStart,
        @DefaultValue("200") int keptProblems) {
    LoopSettings {
        if (horizon.compareTo(frozen) <= 0 || frozen.isNegative()) {
            throw new IllegalArgumentException(
                    "exaplan.planning: horizon is %s and frozen %s.\nThe horizon must lie beyond the frozen window, which is not negative."
                            .formatted(horizon, frozen));
        }
        if (!poll.isPositive()
                || !compareRuns.isPositive()
                || !compareInventory.isPositive()
                || !rereadQuotas.isPositive()
                || !retryStart.isPositive()) {
            throw new IllegalArgumentException(
                    "exaplan.planning: poll %s, compare-runs %s, compare-inventory %s, reread-quotas %s, retry-start %s.\nAll must be positive."
                            .formatted(poll, compareRuns, compareInventory, rereadQuotas, retryStart));
        }
        if (batch < 1 || startBatch < 1 || keptProblems < 1) {
            throw new IllegalArgumentException(
                    "exaplan.planning: batch %d, start-batch %d, kept-problems %d.\nAll must be at least 1."
                            .formatted(batch, startBatch, keptProblems));
        }
    }
}
