package io.exaplan.agent.driver.simulated;

import io.exaplan.agent.settings.Fields;
import java.time.Duration;

/**
 * How a simulated cluster behaves. All durations are plan time.
 *
 * @param seed seed of every chance in the world
 * @param startup from the moment a run has its devices to the moment its workers are up
 * @param stopping from the order to stop to the end, cut by the order's grace period
 * @param runFailuresPerHour how often a run fails by chance, per hour of running; 0 for never
 * @param nodeFailuresPerDay how often a node is lost by chance, per node and day; 0 for never
 * @param nodeRepair how long a node lost by chance stays away
 */
record SimulationRules(
        long seed,
        Duration startup,
        Duration stopping,
        double runFailuresPerHour,
        double nodeFailuresPerDay,
        Duration nodeRepair) {

    private static final Duration DAY = Duration.ofDays(1);

    static SimulationRules read(Fields fields) {
        return new SimulationRules(
                fields.number("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE),
                fields.duration("startup", Duration.ofSeconds(2), Duration.ZERO, DAY),
                fields.duration("stopping", Duration.ofSeconds(2), Duration.ZERO, DAY),
                fields.real("runFailuresPerHour", 0, 0, 3600),
                fields.real("nodeFailuresPerDay", 0, 0, 1440),
                fields.duration("nodeRepair", Duration.ofHours(4), Duration.ofSeconds(1), DAY.multipliedBy(365)));
    }
}
