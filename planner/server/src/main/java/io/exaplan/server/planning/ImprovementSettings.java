package io.exaplan.server.planning;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much is spent on better plans.
 *
 * @param enabled whether plans are searched for at all
 * @param period pause between two searches
 * @param steps most steps of a search
 * @param wall longest search
 * @param minimumGain least share of the cost a search must save to be published, between 0 and 1; fewer unplaced jobs are
 *     always published
 * @param moveThreads threads that evaluate moves, 0 for the searching thread alone
 * @param niceness how far the search steps back behind what people and agents wait for, 0 (not at all) to 19; Linux only
 */
@ConfigurationProperties("exaplan.planning.improvement")
record ImprovementSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("30s") Duration period,
        @DefaultValue("2000") int steps,
        @DefaultValue("10s") Duration wall,
        @DefaultValue("0.01") double minimumGain,
        @DefaultValue("0") int moveThreads,
        @DefaultValue("10") int niceness) {
    ImprovementSettings {
        if (!period.isPositive() || wall.toMillis() < 1 || steps < 1 || moveThreads < 0) {
            throw new IllegalArgumentException(
                    "exaplan.planning.improvement: period %s, wall %s, steps %d, move-threads %d.\nAll but the threads must be positive; switch it off by enabled=false."
                            .formatted(period, wall, steps, moveThreads));
        }
        if (niceness < 0 || niceness > 19) {
            throw new IllegalArgumentException(
                    "exaplan.planning.improvement.niceness is %d.\nState 0, as other threads, to 19."
                            .formatted(niceness));
        }
        if (!(minimumGain >= 0 && minimumGain < 1)) {
            throw new IllegalArgumentException(
                    "exaplan.planning.improvement.minimum-gain is %s.\nState a share from 0 to below 1."
                            .formatted(minimumGain));
        }
    }
}
