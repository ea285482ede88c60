package io.exaplan.engine.placement.batch;

import io.exaplan.engine.placement.online.Decision.Placed;
import io.exaplan.engine.placement.online.NodeSupply;
import io.exaplan.engine.placement.online.WorkerDemand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What the nodes have left and who sits on them, kept up with every change of a seat. */
final class Occupancy {

    static final int WHOLE = 1000;

    /** No node. */
    static final int NOWHERE = -1;

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
    private final StartableGangs gangs;
    private final int[] whole;
    private long seatedMilli;
    private int migrations;
    private int sentAway;
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
        gangs = new StartableGangs(nodes);
        whole = nodes.stream().mapToInt(NodeSupply::devices).toArray();
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
            outsiders.set(worker.id(), true);
            sentAway += worker.home() == null ? 0 : 1;
            if (seat != null) {
                sit(worker, seat);
            }
        }
    }

    void sit(BatchWorker worker, Placed seat) {
        outsiders.set(worker.id(), false);
        countHome(worker, seat, 1);
        change(worker.demand(), seat, 1);
        seated.get(seat.node()).add(worker);
    }

    void leave(BatchWorker worker, Placed seat) {
        outsiders.set(worker.id(), true);
        countHome(worker, seat, -1);
        change(worker.demand(), seat, -1);
        seated.get(seat.node()).remove(worker);
    }

    private void countHome(BatchWorker worker, Placed seat, int sign) {
        Placed home = worker.home();
        if (home != null) {
            sentAway -= sign;
            migrations += home.equals(seat) ? 0 : sign;
        }
    }

    private void change(WorkerDemand demand, Placed seat, int sign) {
        int node = seat.node();
        overCommitted -= lacking(node);
        int wholeBefore = whole[node];
        freeCpu[node] -= (long) sign * demand.cpuMilli();
        freeMemory[node] -= (long) sign * demand.memoryMib();
        for (long left = seat.devices(); left != 0; left &= left - 1) {
            int device = Long.numberOfTrailingZeros(left);
            squares -= square(node, device);
            whole[node] -= free[node][device] == WHOLE ? 1 : 0;
            free[node][device] -= sign * demand.deviceMilli();
            squares += square(node, device);
            whole[node] += free[node][device] == WHOLE ? 1 : 0;
            roomy.set(firstDevice[node] + device, free[node][device] >= ROOMY);
        }
        seatedMilli += (long) sign * demand.milli();
        overCommitted += lacking(node);
        gangs.change(node, wholeBefore, whole[node]);
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

    /** Workers without a seat, by id. */
    Choice outsiders() {
        return outsiders;
    }

    /** The device of that number over all nodes. */
    private Placed device(int number) {
        int found = Arrays.binarySearch(firstDevice, number);
        int node = found >= 0 ? found : -found - 2;
        while (free[node].length == 0) {
            node++;
        }
        return new Placed(node, 1L << (number - firstDevice[node]));
    }

    /** A device with much room if there is one and the dice say so, in so many of a hundred cases; otherwise any. */
    Placed device(Random random, int roomyOfHundred) {
        return device(
                !roomy.isEmpty() && random.nextInt(100) < roomyOfHundred
                        ? roomy.draw(random)
                        : random.nextInt(firstDevice[free.length]));
    }

    /** Devices of a node for a worker it bears: for a share the least sufficient one in use, otherwise whole ones. */
    Optional<Placed> seatOn(int node, WorkerDemand demand) {
        if (demand.deviceMilli() < WHOLE && demand.devices() > 0) {
            int best = -1;
            for (int device = 0; device < free[node].length; device++) {
                int milli = free[node][device];
                if (milli >= demand.deviceMilli() && milli < WHOLE && (best < 0 || milli < free[node][best])) {
                    best = device;
                }
            }
            return best < 0 ? Optional.empty() : Optional.of(new Placed(node, 1L << best));
        }
        if (whole[node] < demand.devices()) {
            return Optional.empty();
        }
        long devices = 0;
        for (int device = 0; Long.bitCount(devices) < demand.devices(); device++) {
            devices |= free[node][device] == WHOLE ? 1L << device : 0;
        }
        return Optional.of(new Placed(node, devices));
    }

    /** Devices of a node that are not wholly free. */
    int devicesInUse(int node) {
        return free[node].length - whole[node];
    }

    /** Workers with a home that sit elsewhere. */
    int migrations() {
        return migrations;
    }

    /** Workers with a home that have no seat. */
    int sentAway() {
        return sentAway;
    }

    /** The largest gang that could start on each model, in devices. */
    long[] largestGangs() {
        return gangs.largest();
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
