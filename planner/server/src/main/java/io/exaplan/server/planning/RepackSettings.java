package io.exaplan.server.planning;

import io.exaplan.engine.book.MigrationPrice;
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
 * @param restart plan time that ending and starting again is taken to cost every device that moves; who has not run for so
 *     long stays
 * @param minimumGain device-seconds that the gang has to wait less for each device-second that the moves may cost
 * @param keepNodes how long the nodes stay kept for the gang, should its start not come; longer than runs take to end
 */
@ConfigurationProperties("exaplan.planning.repack")
record RepackSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("1m") Duration period,
        @DefaultValue("8") int mostMigrations,
        @DefaultValue("16") int migrationsPerHour,
        @DefaultValue("5m") Duration restart,
        @DefaultValue("2") double minimumGain,
        @DefaultValue("3m") Duration keepNodes) {
    RepackSettings {
        if (!period.isPositive() || !keepNodes.isPositive() || restart.isNegative()) {
            throw new IllegalArgumentException(
                    "exaplan.planning.repack: period is %s, keep-nodes %s, restart %s.\nThe first two must be positive, restart not negative; switch it off by enabled=false."
                            .formatted(period, keepNodes, restart));
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

    MigrationPrice price() {
        return new MigrationPrice(restart.toSeconds(), minimumGain);
    }
}
