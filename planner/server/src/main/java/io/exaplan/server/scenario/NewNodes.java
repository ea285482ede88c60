package io.exaplan.server.scenario;

import io.exaplan.engine.catalogue.AcceleratorModel;
import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.model.PartitionFacts;
import java.util.Set;

/**
 * Nodes that are not there yet.
 *
 * @param model of their devices, as the catalogue knows it
 * @param devicesPerNode devices of each
 * @param cpuMilli CPU of each in thousandths of a core
 * @param memoryMib memory of each in MiB
 */
record NewNodes(AcceleratorModel model, int devicesPerNode, long cpuMilli, long memoryMib) {

    /** What servers of today come with, where nobody says. */
    static final int USUAL_DEVICES = 8;

    static final long USUAL_CPU_MILLI = 128_000;
    static final long USUAL_MEMORY_MIB = 2L * 1024 * 1024;

    /**
     * A partition of them that is always there.
     *
     * @param key {@code cluster/name}
     * @param devices all their devices, healthy
     * @param tenants ids of the tenants it is offered to, empty for all
     */
    PartitionFacts partition(int id, String key, String cluster, long devices, int nodes, Set<Integer> tenants) {
        return new PartitionFacts(
                id,
                key,
                cluster,
                model.key(),
                model.stack().name(),
                model.memoryGib().orElse(0),
                model.accountingTflops(),
                model.figures().watts(),
                devicesPerNode,
                cpuMilli,
                memoryMib,
                nodes,
                nodes,
                Profile.constant(devices * 1000L),
                Profile.constant(nodes),
                Set.of(),
                tenants,
                true);
    }
}
