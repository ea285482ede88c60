package io.exaplan.server.inventory;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What reports are believed, and for how long.
 *
 * @param staleAfter silence after which a cluster gets no new leases
 * @param lostAfter silence after which its runs are lost until it speaks again
 * @param freshnessCheck how often silence is looked at
 * @param suspectSelfMinimum how many clusters must fall silent together for the planner to suspect itself
 * @param maxNodes most nodes of one cluster; a larger report is refused
 * @param maxDevicesPerNode most devices of one node
 * @param maxCpuMilliPerNode most CPU of one node, in thousandths of a core
 * @param maxMemoryMibPerNode most memory of one node, in MiB
 * @param maxForeignEndsPerNode most ends of foreign work told of one node
 * @param maxNameLength longest name of a node, model, rack or block, in characters
 * @param joinTokenValid how long a join token can be used
 */
@ConfigurationProperties("exaplan.inventory")
public record InventorySettings(
        @DefaultValue("60s") Duration staleAfter,
        @DefaultValue("15m") Duration lostAfter,
        @DefaultValue("5s") Duration freshnessCheck,
        @DefaultValue("2") int suspectSelfMinimum,
        @DefaultValue("20000") int maxNodes,
        @DefaultValue("64") int maxDevicesPerNode,
        @DefaultValue("4096000") long maxCpuMilliPerNode,
        @DefaultValue("67108864") long maxMemoryMibPerNode,
        @DefaultValue("1000") int maxForeignEndsPerNode,
        @DefaultValue("253") int maxNameLength,
        @DefaultValue("7d") Duration joinTokenValid) {

    /** Node placement keeps a bit for each device of a node. */
    private static final int MOST_DEVICES = 64;

    public InventorySettings {
        if (staleAfter.isNegative() || staleAfter.isZero() || lostAfter.compareTo(staleAfter) <= 0) {
            throw new IllegalArgumentException(
                    "exaplan.inventory: stale-after is %s and lost-after %s.\nMake stale-after positive and lost-after longer."
                            .formatted(staleAfter, lostAfter));
        }
        if (freshnessCheck.toMillis() < 1) {
            throw new IllegalArgumentException("exaplan.inventory.freshness-check is %s.\nState at least a millisecond."
                    .formatted(freshnessCheck));
        }
        if (suspectSelfMinimum < 2) {
            throw new IllegalArgumentException(
                    "exaplan.inventory.suspect-self-minimum is %d.\nState at least 2: one silent cluster says nothing about the planner."
                            .formatted(suspectSelfMinimum));
        }
        if (maxNodes < 1
                || maxDevicesPerNode < 1
                || maxCpuMilliPerNode < 1
                || maxMemoryMibPerNode < 1
                || maxForeignEndsPerNode < 1) {
            throw new IllegalArgumentException("exaplan.inventory: every max-* must be at least 1.");
        }
        if (maxDevicesPerNode > MOST_DEVICES) {
            throw new IllegalArgumentException(
                    "exaplan.inventory.max-devices-per-node is %d.\nState at most %d, which node placement can tell apart."
                            .formatted(maxDevicesPerNode, MOST_DEVICES));
        }
        if (maxNameLength < 16) {
            throw new IllegalArgumentException(
                    "exaplan.inventory.max-name-length is %d.\nState at least 16.".formatted(maxNameLength));
        }
    }
}
