package io.exaplan.engine.placement.online;

import io.exaplan.engine.placement.online.Decision.NoRoom;
import io.exaplan.engine.placement.online.Decision.Placed;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Places workers on nodes one at a time, each where what stays free is worth most to the workers that may come: the node
 * with the least loss of value V(before) - V(after), plus a price for devices of models that are sought after. A worker that
 * fits somewhere is always placed. The same nodes, mix and sequence of calls give the same answers. For one thread.
 */
public final class OnlinePlacer {

    private final List<NodeSupply> nodes;
    private final List<String> models;
    private final int[] modelOf;
    private final ValueSettings settings;
    private final Capacity capacity;
    private final long[] freeMilli;
    private final int[][] freeDevices;
    private final int[] freeCpu;
    private final int[] freeMemory;
    private final DeviceSet[] devices;
    private LossIndex index;

    /** A placer over empty nodes. */
    public OnlinePlacer(List<NodeSupply> nodes, DemandMix mix, ValueSettings settings) {
        this.nodes = List.copyOf(nodes);
        this.settings = settings;
        models = nodes.stream().map(NodeSupply::model).distinct().sorted().toList();
        modelOf = nodes.stream().mapToInt(node -> models.indexOf(node.model())).toArray();
        freeMilli = new long[models.size()];
        freeDevices = new int[nodes.size()][];
        freeCpu = new int[nodes.size()];
        freeMemory = new int[nodes.size()];
        devices = new DeviceSet[nodes.size()];
        for (int node = 0; node < nodes.size(); node++) {
            NodeSupply supply = nodes.get(node);
            freeDevices[node] = new int[supply.devices()];
            Arrays.fill(freeDevices[node], DeviceWorth.DEVICE);
            freeCpu[node] = supply.cpuMilli();
            freeMemory[node] = supply.memoryMib();
            freeMilli[modelOf[node]] += (long) supply.devices() * DeviceWorth.DEVICE;
        }
        capacity = new Capacity(models, freeMilli.clone());
        index = indexFor(mix);
    }

    /** From now on expects this mix of workers. Costs as much as some hundred placements. */
    public void learn(DemandMix mix) {
        index = indexFor(mix);
    }

    /** Finds a node for a worker and takes its part of it. */
    public Decision place(WorkerDemand demand) {
        Vacancy vacancy = cheapest(demand);
        return vacancy == null ? new NoRoom() : placeOn(vacancy.nodeFor(demand.memoryMib()), demand);
    }

    private @Nullable Vacancy cheapest(WorkerDemand demand) {
        return index.cheapest(DemandShape.of(demand), demand.memoryMib(), allowed(demand), freeMilli);
    }

    /**
     * Where so many workers cost least that shall stand on one node together; takes nothing.
     *
     * @param count of workers, all asking for the same
     * @return none when no node has room for all of them
     */
    public OptionalInt cheapest(WorkerDemand demand, int count) {
        Optional<WorkerDemand> joined = demand.times(count);
        if (joined.isEmpty()) {
            return cheapestAmong(IntStream.range(0, nodes.size()).toArray(), demand, count);
        }
        Vacancy vacancy = cheapest(joined.get());
        return vacancy == null
                ? OptionalInt.empty()
                : OptionalInt.of(vacancy.nodeFor(joined.get().memoryMib()));
    }

    /** As {@link #cheapest(WorkerDemand, int)}, among some nodes only, all of which are looked at. */
    public OptionalInt cheapestAmong(int[] places, WorkerDemand demand, int count) {
        DemandShape shape = DemandShape.of(demand);
        double[] prices = index.prices(freeMilli);
        OptionalInt cheapest = OptionalInt.empty();
        double least = Double.POSITIVE_INFINITY;
        for (int node : places) {
            if (takes(node, demand) >= count) {
                double cost = index.loss(devices[node], freeCpu[node], shape, count)
                        + settings.contentionWeight() * prices[modelOf[node]] * shape.milli() * count;
                if (cost < least || (cost == least && isFuller(node, cheapest.orElse(node)))) {
                    least = cost;
                    cheapest = OptionalInt.of(node);
                }
            }
        }
        return cheapest;
    }

    private boolean isFuller(int node, int other) {
        int byDevices = devices[node].compareTo(devices[other]);
        int byCpu = byDevices != 0 ? byDevices : Integer.compare(freeCpu[node], freeCpu[other]);
        return (byCpu != 0 ? byCpu : Integer.compare(freeMemory[node], freeMemory[other])) < 0;
    }

    /** How many workers that ask for this a node takes as it is now. */
    public int takes(int node, WorkerDemand demand) {
        if (!demand.allowedOn(nodes.get(node).model())) {
            return 0;
        }
        int room = demand.devices() == 0 ? Integer.MAX_VALUE : devices[node].takes(DemandShape.of(demand));
        if (demand.cpuMilli() > 0) {
            room = Math.min(room, freeCpu[node] / demand.cpuMilli());
        }
        return demand.memoryMib() > 0 ? Math.min(room, freeMemory[node] / demand.memoryMib()) : room;
    }

    /** Puts a worker on a node that takes it, on the devices where it costs least. */
    public Placed placeOn(int node, WorkerDemand demand) {
        if (takes(node, demand) < 1) {
            throw new IllegalArgumentException("The node (%s) has no room for the worker.\nAsk what it takes first."
                    .formatted(nodes.get(node).name()));
        }
        DeviceSet after = index.bestAfter(devices[node], freeCpu[node], DemandShape.of(demand));
        long taken = choose(node, demand, after);
        change(node, demand, taken, 1);
        return new Placed(node, taken);
    }

    /** Says what is free of a node, whoever took or gave back the rest; at most what the node has. */
    public void set(int node, int[] deviceMilli, int cpuMilli, int memoryMib) {
        if (Arrays.equals(deviceMilli, freeDevices[node])
                && cpuMilli == freeCpu[node]
                && memoryMib == freeMemory[node]) {
            return;
        }
        index.remove(node, devices[node], freeCpu[node], freeMemory[node]);
        freeMilli[modelOf[node]] -= devices[node].total;
        freeDevices[node] = deviceMilli.clone();
        freeCpu[node] = cpuMilli;
        freeMemory[node] = memoryMib;
        devices[node] = index.devices(modelOf[node], ascending(node));
        freeMilli[modelOf[node]] += devices[node].total;
        index.add(node, devices[node], cpuMilli, memoryMib);
    }

    /** Gives back what a worker took. */
    public void release(WorkerDemand demand, Placed placed) {
        if (!isTaken(demand, placed)) {
            throw new IllegalArgumentException(
                    "The node (%s) would have more free than it has.\nRelease a worker once, with what it asked for."
                            .formatted(nodes.get(placed.node()).name()));
        }
        change(placed.node(), demand, placed.devices(), -1);
    }

    private boolean isTaken(WorkerDemand demand, Placed placed) {
        int node = placed.node();
        NodeSupply supply = nodes.get(node);
        boolean taken = Long.bitCount(placed.devices()) == demand.devices()
                && demand.cpuMilli() <= supply.cpuMilli() - freeCpu[node]
                && demand.memoryMib() <= supply.memoryMib() - freeMemory[node];
        for (int device = 0; device < Long.SIZE; device++) {
            if ((placed.devices() >>> device & 1) != 0) {
                taken &= device < supply.devices()
                        && freeDevices[node][device] + demand.deviceMilli() <= DeviceWorth.DEVICE;
            }
        }
        return taken;
    }

    /** Devices of a node that are wholly free. */
    public int wholeDevices(int node) {
        return devices[node].whole;
    }

    /** Thousandths of devices of a node that are free, in all. */
    public int freeMilli(int node) {
        return devices[node].total;
    }

    /** Thousandths of the devices of a node that are free, in the devices' order. */
    public int[] freeDevices(int node) {
        return freeDevices[node].clone();
    }

    public int freeCpuMilli(int node) {
        return freeCpu[node];
    }

    public int freeMemoryMib(int node) {
        return freeMemory[node];
    }

    private LossIndex indexFor(DemandMix mix) {
        LossIndex fresh = new LossIndex(mix.shares(), models, capacity, settings);
        for (int node = 0; node < devices.length; node++) {
            devices[node] = fresh.devices(modelOf[node], ascending(node));
            fresh.add(node, devices[node], freeCpu[node], freeMemory[node]);
        }
        return fresh;
    }

    /** The node's devices that a worker takes so that the free ones become what was chosen. */
    private long choose(int node, WorkerDemand demand, DeviceSet after) {
        int[] free = freeDevices[node];
        long taken = 0;
        if (demand.deviceMilli() == DeviceWorth.DEVICE) {
            for (int device = 0; Long.bitCount(taken) < demand.devices(); device++) {
                taken |= free[device] == DeviceWorth.DEVICE ? 1L << device : 0;
            }
        } else if (demand.devices() == 1) {
            int before = differing(devices[node], after, demand.deviceMilli());
            for (int device = 0; taken == 0; device++) {
                taken = free[device] == before ? 1L << device : 0;
            }
        }
        return taken;
    }

    /** Free part of the one device whose share was taken between the two sets. */
    private static int differing(DeviceSet before, DeviceSet after, int milli) {
        for (int device = 0; device < before.free.length; device++) {
            if (before.free[device] >= milli && Arrays.equals(before.without(device, milli), after.free)) {
                return before.free[device];
            }
        }
        throw new IllegalStateException("No device of the node gives the chosen state.");
    }

    private void change(int node, WorkerDemand demand, long taken, int sign) {
        index.remove(node, devices[node], freeCpu[node], freeMemory[node]);
        for (int device = 0; device < freeDevices[node].length; device++) {
            if ((taken >>> device & 1) != 0) {
                freeDevices[node][device] -= sign * demand.deviceMilli();
            }
        }
        freeCpu[node] -= sign * demand.cpuMilli();
        freeMemory[node] -= sign * demand.memoryMib();
        freeMilli[modelOf[node]] -= (long) sign * demand.milli();
        devices[node] = index.devices(modelOf[node], ascending(node));
        index.add(node, devices[node], freeCpu[node], freeMemory[node]);
    }

    private int[] ascending(int node) {
        int[] ascending = freeDevices[node].clone();
        Arrays.sort(ascending);
        return ascending;
    }

    private boolean[] allowed(WorkerDemand demand) {
        boolean[] allowed = new boolean[models.size()];
        for (int model = 0; model < allowed.length; model++) {
            allowed[model] = demand.allowedOn(models.get(model));
        }
        return allowed;
    }
}
