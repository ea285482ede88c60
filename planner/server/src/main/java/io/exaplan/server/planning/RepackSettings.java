package io.exaplan.server.planning;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When runs move together so that a gang that waits for wholly free nodes finds some.
 *
 * @param enabled whether they ever do
 * @param period pause between two looks
 * @param mostMigrations runs that move for one gang at most
 * @param migrationsPerHour runs that move on one partition within an hour of plan time at most
 * @param minimumGain device-seconds that the gang has to wait less for each device-second of work that may be thrown away
 * @param keepNodes how long the nodes stay kept for the gang, should its start not come
 */
@ConfigurationProperties("exaplan.planning.repack")
record RepackSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("1m") Duration period,
        @DefaultValue("8") int mostMigrations,
        @DefaultValue("16") int migrationsPerHour,
        @DefaultValue("2") double minimumGain,
        @DefaultValue("10m") Duration keepNodes) {
    RepackSettings {
        if (!period.isPositive() || !keepNodes.isPositive()) {
            throw new IllegalArgumentException(
                    "exaplan.planning.repack: period is %s, keep-nodes %s.\nBoth must be positive; switch it off by enabled=false."
                            .formatted(period, keepNodes));
        }
        if (mostMigrations < 1 || migrationsPerHour < mostMigrations) {
            throw new IllegalArgumentException(
                    "exaplan.planning.repack: most-migrations is %d, migrations-per-hour %d.\nState at least 1, and no fewer in an hour than for one gang."
                            .formatted(mostMigrations, migrationsPerHour));
        }
        if (!(minimumGain >= 0)) {
            throw new IllegalArgumentException(
                    "exaplan.planning.repack.minimum-gain is %s.\nState 0 or more.".formatted(minimumGain));
        }
    }
}
