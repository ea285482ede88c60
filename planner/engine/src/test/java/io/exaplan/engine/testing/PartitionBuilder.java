package io.exaplan.engine.testing;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.model.PartitionFacts;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A partition of H800 nodes with eight devices each, until said otherwise. */
public final class PartitionBuilder {
    private final String key;
    private int devices;
    private int id = 1;
    private String model = "H800";
    private String stack = "CUDA";
    private double memoryGib = 80;
    private OptionalDouble peakTflops = OptionalDouble.of(990);
    private OptionalDouble watts = OptionalDouble.empty();
    private int devicesPerNode = 8;
    private long nodeCpuMilli = 128_000;
    private long nodeMemoryMib = 1_048_576;
    private int rackNodes = Integer.MAX_VALUE;
    private int blockNodes = Integer.MAX_VALUE;
    private @Nullable Profile milliDevices;
    private @Nullable Profile wholeNodes;
    private Set<String> impairedNodes = Set.of();
    private Set<Integer> tenants = Set.of();
    private boolean accepting = true;

    private PartitionBuilder(String key, int devices) {
        this.key = key;
        this.devices = devices;
    }

    /** A partition of so many devices, {@code key} being cluster/name. */
    public static PartitionBuilder aPartition(String key, int devices) {
        return new PartitionBuilder(key, devices);
    }

    public PartitionBuilder id(int value) {
        id = value;
        return this;
    }

    public PartitionBuilder devices(int value) {
        devices = value;
        return this;
    }

    public PartitionBuilder model(String value, String itsStack) {
        model = value;
        stack = itsStack;
        return this;
    }

    public PartitionBuilder memoryGib(double value) {
        memoryGib = value;
        return this;
    }

    public PartitionBuilder peakTflops(double value) {
        peakTflops = OptionalDouble.of(value);
        return this;
    }

    public PartitionBuilder watts(double value) {
        watts = OptionalDouble.of(value);
        return this;
    }

    public PartitionBuilder unknownFlops() {
        peakTflops = OptionalDouble.empty();
        return this;
    }

    public PartitionBuilder devicesPerNode(int value) {
        devicesPerNode = value;
        return this;
    }

    public PartitionBuilder node(long cpuMilli, long memoryMib) {
        nodeCpuMilli = cpuMilli;
        nodeMemoryMib = memoryMib;
        return this;
    }

    /** Nodes of the largest rack and of the largest block. */
    public PartitionBuilder fabric(int largestRack, int largestBlock) {
        rackNodes = largestRack;
        blockNodes = largestBlock;
        return this;
    }

    public PartitionBuilder milliDevices(Profile value) {
        milliDevices = value;
        return this;
    }

    public PartitionBuilder wholeNodes(Profile value) {
        wholeNodes = value;
        return this;
    }

    public PartitionBuilder impairedNodes(String... names) {
        impairedNodes = Set.of(names);
        return this;
    }

    public PartitionBuilder offeredTo(Integer... ids) {
        tenants = Set.of(ids);
        return this;
    }

    public PartitionBuilder notAccepting() {
        accepting = false;
        return this;
    }

    public PartitionFacts build() {
        int nodes = devices / devicesPerNode;
        return new PartitionFacts(
                id,
                key,
                key.contains("/") ? key.substring(0, key.indexOf('/')) : key,
                model,
                stack,
                memoryGib,
                peakTflops,
                watts,
                devicesPerNode,
                nodeCpuMilli,
                nodeMemoryMib,
                Math.min(rackNodes, nodes),
                Math.min(blockNodes, nodes),
                milliDevices == null ? Profile.constant(devices * 1000L) : milliDevices,
                wholeNodes == null ? Profile.constant(nodes) : wholeNodes,
                impairedNodes,
                tenants,
                accepting);
    }
}
