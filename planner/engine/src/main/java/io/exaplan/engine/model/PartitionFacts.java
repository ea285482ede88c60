package io.exaplan.engine.model;

import io.exaplan.engine.kernel.Profile;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A partition as the plan sees it.
 *
 * @param id stable identity, small and positive
 * @param key {@code cluster/name}, for people
 * @param cluster name of its cluster
 * @param acceleratorModel catalogue key of its devices, or the reported name when the catalogue lacks it
 * @param stack software stack, as the catalogue spells it
 * @param memoryGib memory per device in GiB, 0 when unknown
 * @param peakTflops dense FP16/BF16 vendor peak of one device in TFLOPS, empty when unknown
 * @param watts power of one device at full load in watts, empty when unknown; older receipts have none
 * @param devicesPerNode nominal devices of each node
 * @param nodeCpuMilli CPU of the smallest node in thousandths of a core
 * @param nodeMemoryMib memory of the smallest node in MiB
 * @param largestRackNodes nodes in its largest rack; equals the node count where racks are unknown
 * @param largestBlockNodes nodes in its largest block; equals the node count where blocks are unknown
 * @param milliDevices usable thousandths of devices over time, runs not subtracted
 * @param wholeNodes nodes with every nominal device usable over time, runs not subtracted
 * @param impairedNodes names of its nodes that {@code wholeNodes} leaves out (a device unhealthy, foreign work): a run
 *     that stands on one of them takes no whole node away
 * @param tenants ids of the tenants it is offered to; empty means all
 * @param accepting whether new starts may be planned on it (cluster active and not lost)
 */
public record PartitionFacts(
        int id,
        String key,
        String cluster,
        String acceleratorModel,
        String stack,
        double memoryGib,
        OptionalDouble peakTflops,
        OptionalDouble watts,
        int devicesPerNode,
        long nodeCpuMilli,
        long nodeMemoryMib,
        int largestRackNodes,
        int largestBlockNodes,
        Profile milliDevices,
        Profile wholeNodes,
        Set<String> impairedNodes,
        Set<Integer> tenants,
        boolean accepting) {
    public PartitionFacts {
        watts = orUnknown(watts);
        impairedNodes = Set.copyOf(impairedNodes);
        tenants = Set.copyOf(tenants);
    }

    /** Whether a tenant may use it at all. */
    public boolean offeredTo(int tenant) {
        return tenants.isEmpty() || tenants.contains(tenant);
    }

    /**
     * How many workers of a shape an empty node takes: the least of what its devices, CPU and memory allow, 0 when the
     * shape is larger than the node.
     */
    public int workersPerNode(WorkerShape shape) {
        long byDevices = devicesPerNode * 1000L / shape.milliDevices();
        if (shape.milliDevices() < 1000) {
            byDevices = devicesPerNode * (1000L / shape.milliDevices());
        }
        long byCpu = shape.cpuMilli() == 0 ? byDevices : nodeCpuMilli / shape.cpuMilli();
        long byMemory = shape.memoryMib() == 0 ? byDevices : nodeMemoryMib / shape.memoryMib();
        return (int) Math.min(byDevices, Math.min(byCpu, byMemory));
    }

    /** What is not stated, as in receipts from before, is unknown. */
    private static OptionalDouble orUnknown(@Nullable OptionalDouble stated) {
        return stated == null ? OptionalDouble.empty() : stated;
    }
}
