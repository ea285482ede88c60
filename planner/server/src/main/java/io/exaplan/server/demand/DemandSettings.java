package io.exaplan.server.demand;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of what a job may say.
 *
 * @param maxWorkers most workers of a gang, and most replicas at an hour
 * @param maxElasticRange most widths an elastic job may have
 * @param maxDevicesPerWorker most devices of one worker
 * @param maxDuration longest any duration of a job may be
 * @param maxAttempts most attempts of a job
 * @param checkpointInterval run time from one checkpoint to the next where a job names a location and no interval
 */
@ConfigurationProperties("exaplan.demand")
public record DemandSettings(
        @DefaultValue("100000") int maxWorkers,
        @DefaultValue("1024") int maxElasticRange,
        @DefaultValue("64") int maxDevicesPerWorker,
        @DefaultValue("3650d") Duration maxDuration,
        @DefaultValue("100") int maxAttempts,
        @DefaultValue("30m") Duration checkpointInterval) {
    public DemandSettings {
        if (maxWorkers < 1
                || maxElasticRange < 1
                || maxDevicesPerWorker < 1
                || maxAttempts < 1
                || maxDuration.isNegative()
                || maxDuration.isZero()
                || checkpointInterval.isNegative()
                || checkpointInterval.isZero()) {
            throw new IllegalArgumentException(
                    "exaplan.demand has max-workers %d, max-elastic-range %d, max-devices-per-worker %d, max-duration %s, max-attempts %d and checkpoint-interval %s.\nEach must be above 0."
                            .formatted(
                                    maxWorkers,
                                    maxElasticRange,
                                    maxDevicesPerWorker,
                                    maxDuration,
                                    maxAttempts,
                                    checkpointInterval));
        }
    }
}
