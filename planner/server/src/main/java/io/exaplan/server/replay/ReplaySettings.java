package io.exaplan.server.replay;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of replays.
 *
 * @param maxBody largest body that asks for one, its workload included
 * @param maxJobs most jobs of a workload
 * @param maxNodes most nodes of a machine
 * @param maxDevicesPerNode most devices of one node
 * @param wall most wall time a replica spends on one replay; one it ends has failed
 */
@ConfigurationProperties("exaplan.replay")
record ReplaySettings(
        @DefaultValue("16MB") DataSize maxBody,
        @DefaultValue("50000") int maxJobs,
        @DefaultValue("50000") int maxNodes,
        @DefaultValue("1024") int maxDevicesPerNode,
        @DefaultValue("30m") Duration wall) {
    private static final DataSize MOST_BODY = DataSize.ofMegabytes(64);

    ReplaySettings {
        if (maxBody.toBytes() < 1024 || maxBody.compareTo(MOST_BODY) > 0) {
            throw new IllegalArgumentException(
                    "exaplan.replay.max-body is %s.\nState 1KB to %s.".formatted(maxBody, MOST_BODY));
        }
        if (maxJobs < 1 || maxNodes < 1 || maxDevicesPerNode < 1 || wall.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "exaplan.replay: max-jobs is %d, max-nodes %d, max-devices-per-node %d, wall %s.\nState at least 1 of each, and a millisecond."
                            .formatted(maxJobs, maxNodes, maxDevicesPerNode, wall));
        }
        if ((long) maxNodes * maxDevicesPerNode > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "exaplan.replay: max-nodes %d times max-devices-per-node %d is too much.\nState less than %d together."
                            .formatted(maxNodes, maxDevicesPerNode, Integer.MAX_VALUE));
        }
    }
}
