package io.exaplan.server.scenario;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of scenarios.
 *
 * @param maxChanges most changes of one overlay
 * @param maxAddedJobs most jobs an overlay may add, copies included
 * @param maxNodes most nodes an overlay may add, and one change may take away
 * @param maxHorizon longest plan time ahead
 * @param maxStrategicHorizon longest plan time ahead of a strategic scenario
 * @param strategicHorizon how far a strategic scenario looks when it does not say
 * @param lotDevices most devices of one weekly lot of a strategic scenario's demand
 * @param heapShare a run ends as failed when more of the heap than this is in use: the live plan comes first
 * @param maxSeeds most seeds of one run
 * @param defaultSeeds seeds when none are stated: 1, 2, ...
 * @param maxSteps most steps of one search
 * @param defaultSteps steps of one search when none are stated
 * @param wall most wall time of one search; one it ends cannot be repeated exactly, which its receipt says
 * @param listedJobs most jobs named one by one in a comparison
 */
@ConfigurationProperties("exaplan.scenario")
record ScenarioSettings(
        @DefaultValue("50") int maxChanges,
        @DefaultValue("50000") int maxAddedJobs,
        @DefaultValue("50000") int maxNodes,
        @DefaultValue("31d") Duration maxHorizon,
        @DefaultValue("400d") Duration maxStrategicHorizon,
        @DefaultValue("182d") Duration strategicHorizon,
        @DefaultValue("256") int lotDevices,
        @DefaultValue("0.9") double heapShare,
        @DefaultValue("10") int maxSeeds,
        @DefaultValue("3") int defaultSeeds,
        @DefaultValue("100000") int maxSteps,
        @DefaultValue("300") int defaultSteps,
        @DefaultValue("1m") Duration wall,
        @DefaultValue("100") int listedJobs) {
    ScenarioSettings {
        int least = Math.min(
                Math.min(Math.min(maxChanges, maxAddedJobs), Math.min(maxNodes, maxSeeds)),
                Math.min(Math.min(defaultSeeds, maxSteps), Math.min(defaultSteps, listedJobs)));
        if (least < 1 || maxHorizon.toHours() < 1 || wall.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "exaplan.scenario has a bound below 1, max-horizon %s or wall %s.\nState at least 1 of each, an hour and a millisecond."
                            .formatted(maxHorizon, wall));
        }
        if (lotDevices < 1
                || strategicHorizon.toDays() < 7
                || strategicHorizon.compareTo(maxStrategicHorizon) > 0
                || !(heapShare > 0 && heapShare <= 1)) {
            throw new IllegalArgumentException(
                    "exaplan.scenario: lot-devices is %d, strategic-horizon %s of at most %s, heap-share %s.\nState at least 1 device, a week up to the bound, and a share above 0 up to 1."
                            .formatted(lotDevices, strategicHorizon, maxStrategicHorizon, heapShare));
        }
        if (defaultSeeds > maxSeeds || defaultSteps > maxSteps) {
            throw new IllegalArgumentException(
                    "exaplan.scenario: default-seeds is %d of at most %d, default-steps %d of at most %d.\nState defaults within the bounds."
                            .formatted(defaultSeeds, maxSeeds, defaultSteps, maxSteps));
        }
    }
}
