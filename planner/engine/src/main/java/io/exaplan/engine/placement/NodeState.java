package io.exaplan.engine.placement;

import io.exaplan.engine.model.Fabric.Domain;
import java.util.Arrays;
import java.util.List;

/**
 * A node as it is now.
 *
 * @param name unique within the cluster
 * @param block outermost fabric domain, empty when unknown
 * @param rack fabric domain within the block, empty when unknown
 * @param freeMilli free thousandths of each nominal device, by device index: 1000 for one wholly free, 0 for one in use
 *     or unhealthy
 * @param freeCpuMilli free CPU in thousandths of a core
 * @param freeMemoryMib free memory in MiB
 */
public record NodeState(
        String name, String block, String rack, List<Integer> freeMilli, long freeCpuMilli, long freeMemoryMib) {
    public NodeState {
        freeMilli = List.copyOf(freeMilli);
        for (int milli : freeMilli) {
            if (milli < 0 || milli > 1000) {
                throw new IllegalArgumentException(
                        "Node (%s) has a device with %d thousandths free.\nState 0 to 1000 for each device."
                                .formatted(name, milli));
            }
        }
    }

    /** The same node with so much free. */
    public NodeState with(int[] milli, long cpuMilli, long memoryMib) {
        return new NodeState(name, block, rack, Arrays.stream(milli).boxed().toList(), cpuMilli, memoryMib);
    }

    /** Names the domain it stands in, of a kind; nodes whose rack or block is unknown stand in one. */
    public String domain(Domain domain) {
        return switch (domain) {
            case HOST -> name;
            case RACK -> block + "/" + rack;
            case BLOCK -> block;
            case ANY -> "";
        };
    }

    /** Whether every nominal device is wholly free. */
    public boolean wholeFree() {
        return freeDevices() == freeMilli.size();
    }

    /** Devices that are wholly free. */
    public int freeDevices() {
        int free = 0;
        for (int milli : freeMilli) {
            free += milli == 1000 ? 1 : 0;
        }
        return free;
    }
}
