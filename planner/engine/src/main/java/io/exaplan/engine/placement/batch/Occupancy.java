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

    private final List<NodeSupply> nodes;
    private final int[][] free;
    private final long[] freeCpu;
    private final long[] freeMemory;
    private final List<List<BatchWorker>> seated = new ArrayList<>();
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
        for (BatchWorker worker : workers) {
            Placed seat = worker.seat();
            if (seat != null) {
                sit(worker, seat);
            }
        }
    }

    void sit(BatchWorker worker, Placed seat) {
        change(worker.demand(), seat, 1);
        seated.get(seat.node()).add(worker);
    }

    void leave(BatchWorker worker, Placed seat) {
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
