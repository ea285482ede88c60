package io.exaplan.engine.placement.batch;

import io.exaplan.engine.placement.online.Decision.Placed;
import io.exaplan.engine.placement.online.NodeSupply;
import io.exaplan.engine.placement.online.WorkerDemand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the nodes have left and who sits on them, kept up with every change of a seat. */
final class Occupancy {

    static final int WHOLE = 1000;

    /** Thousandths free from which on a device is worth filling. */
    private static final int ROOMY = 200;

    private final List<NodeSupply> nodes;
    private final int[][] free;
    private final long[] freeCpu;
    private final long[] freeMemory;
    private final List<List<BatchWorker>> seated = new ArrayList<>();
    private final int[] firstDevice;
    private final Choice roomy;
    private final Choice outsiders;
    private long seatedMilli;
    private long squares;
    private long overCommitted;

    Occupancy(List<NodeSupply> nodes, List<BatchWorker> workers) {
        this.nodes = nodes;
        free = new int[nodes.size()][];
        freeCpu = new long[nodes.size()];
        freeMemory = new long[nodes.size()];
        for (int node = 0; node < free.length; node++) {
            free[node] = new int[nodes.get(node).devices()];
            Arrays.fill(free[node], WHOLE);
            freeCpu[node] = nodes.get(node).cpuMilli();
            freeMemory[node] = nodes.get(node).memoryMib();
            seated.add(new ArrayList<>());
        }
        firstDevice = new int[free.length + 1];
        for (int node = 0; node < free.length; node++) {
            firstDevice[node + 1] = firstDevice[node] + free[node].length;
        }
        roomy = new Choice(firstDevice[free.length]);
        for (int device = 0; device < firstDevice[free.length]; device++) {
            roomy.set(device, true);
        }
        outsiders = new Choice(workers.size());
        for (BatchWorker worker : workers) {
            Placed seat = worker.seat();
            if (seat == null) {
                outsiders.set(worker.id(), true);
            } else {
                sit(worker, seat);
            }
        }
    }

    void sit(BatchWorker worker, Placed seat) {
        outsiders.set(worker.id(), false);
        change(worker.demand(), seat, 1);
        seated.get(seat.node()).add(worker);
    }

    void leave(BatchWorker worker, Placed seat) {
        outsiders.set(worker.id(), true);
        change(worker.demand(), seat, -1);
        seated.get(seat.node()).remove(worker);
    }

    private void change(WorkerDemand demand, Placed seat, int sign) {
        int node = seat.node();
        overCommitted -= lacking(node);
        freeCpu[node] -= (long) sign * demand.cpuMilli();
        freeMemory[node] -= (long) sign * demand.memoryMib();
        for (long left = seat.devices(); left != 0; left &= left - 1) {
            int device = Long.numberOfTrailingZeros(left);
            squares -= square(node, device);
            free[node][device] -= sign * demand.deviceMilli();
            squares += square(node, device);
            roomy.set(firstDevice[node] + device, free[node][device] >= ROOMY);
        }
        seatedMilli += (long) sign * demand.milli();
        overCommitted += lacking(node);
    }

    private long square(int node, int device) {
        long used = (long) WHOLE - free[node][device];
        return used * used;
    }

    private long lacking(int node) {
        long lacking = Math.max(0, -freeCpu[node]) + Math.max(0, -freeMemory[node]);
        for (int milli : free[node]) {
            lacking += Math.max(0, -milli);
        }
        return lacking;
    }

    int nodes() {
        return free.length;
    }

    int devices(int node) {
        return free[node].length;
    }

    int free(int node, int device) {
        return free[node][device];
    }

    /** Who sits on a node; changes with it. */
    List<BatchWorker> seated(int node) {
        return seated.get(node);
    }

    /** Whether a node has the CPU, the memory and the model for a worker, once another has given its own back. */
    boolean bears(int node, WorkerDemand demand, long cpuBack, long memoryBack) {
        return demand.cpuMilli() <= freeCpu[node] + cpuBack
                && demand.memoryMib() <= freeMemory[node] + memoryBack
                && (demand.devices() == 0
                        || demand.models().isEmpty()
                        || demand.models().contains(nodes.get(node).model()));
    }

    /** Devices with much room, by number over all nodes. */
    Choice roomy() {
        return roomy;
    }

    /** Workers without a seat, by id. */
    Choice outsiders() {
        return outsiders;
    }

    /** The device of that number over all nodes. */
    Placed device(int number) {
        int found = Arrays.binarySearch(firstDevice, number);
        int node = found >= 0 ? found : -found - 2;
        while (free[node].length == 0) {
            node++;
        }
        return new Placed(node, 1L << (number - firstDevice[node]));
    }

    int deviceCount() {
        return firstDevice[free.length];
    }

    long seatedMilli() {
        return seatedMilli;
    }

    /** Sum over all devices of the square of what is used. */
    long squares() {
        return squares;
    }

    /** What is taken beyond what there is; CPU, memory and devices in their own units. */
    long overCommitted() {
        return overCommitted;
    }
}
