package io.exaplan.server.views;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How views are made.
 *
 * @param predictionPatience how long a submission waits for its predicted start before it is answered without one
 * @param capacityMaxAge how old the capacity figures may be that callers share
 * @param usageMaxAge age from which a measured utilisation counts as unknown
 * @param maxStreams most event streams open at once
 * @param historyInterval plan time between two samples of the funnel
 * @param historyRetention plan time for which samples of the funnel are kept
 * @param bulkMaxBody largest body of a bulk submission
 */
@ConfigurationProperties("exaplan.views")
public record ViewsSettings(
        @DefaultValue("3s") Duration predictionPatience,
        @DefaultValue("1s") Duration capacityMaxAge,
        @DefaultValue("5m") Duration usageMaxAge,
        @DefaultValue("1000") int maxStreams,
        @DefaultValue("15m") Duration historyInterval,
        @DefaultValue("800d") Duration historyRetention,
        @DefaultValue("16MB") DataSize bulkMaxBody) {
    public ViewsSettings {
        if (predictionPatience.isNegative()
                || capacityMaxAge.isNegative()
                || usageMaxAge.isNegative()
                || maxStreams < 0) {
            throw new IllegalArgumentException(
                    "exaplan.views has prediction-patience %s, capacity-max-age %s, usage-max-age %s and max-streams %d.\nNone may be negative."
                            .formatted(predictionPatience, capacityMaxAge, usageMaxAge, maxStreams));
        }
        if (bulkMaxBody.toBytes() <= 0) {
            throw new IllegalArgumentException(
                    "exaplan.views.bulk-max-body is %s.\nIt must be above 0.".formatted(bulkMaxBody));
        }
        if (!historyInterval.isPositive() || historyRetention.compareTo(historyInterval) < 0) {
            throw new IllegalArgumentException(
                    "exaplan.views.history-interval is %s and exaplan.views.history-retention is %s.\nState an interval above 0 and a retention not below it."
                            .formatted(historyInterval, historyRetention));
        }
    }
}
