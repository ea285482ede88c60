package io.exaplan.engine.replay.placement;

import io.exaplan.engine.placement.online.NodeSupply;
import io.exaplan.engine.placement.online.WorkerDemand;
import java.util.Arrays;

/** A node as the comparators see it. */
final class ReplayNode {

    static final int WHOLE = 1000;

    final NodeSupply supply;
    final int[] free;
    int freeCpu;
    int freeMemory;

    ReplayNode(NodeSupply supply) {
        this.supply = supply;
        free = new int[supply.devices()];
        Arrays.fill(free, WHOLE);
        freeCpu = supply.cpuMilli();
        freeMemory = supply.memoryMib();
    }

    boolean fits(WorkerDemand demand) {
        return demand.cpuMilli() <= freeCpu
                && demand.memoryMib() <= freeMemory
                && (demand.devices() == 0
                        || (isAllowed(demand) && devicesWith(demand.deviceMilli()) >= demand.devices()));
    }

    boolean isAllowed(WorkerDemand demand) {
        return demand.models().isEmpty() || demand.models().contains(supply.model());
    }

    /** Devices of which at least so much is free. */
    int devicesWith(int milli) {
        int count = 0;
        for (int device : free) {
            count += device >= milli ? 1 : 0;
        }
        return count;
    }

    int freeMilli() {
        return Arrays.stream(free).sum();
    }

    void take(WorkerDemand demand, long devices) {
        change(demand, devices, 1);
    }

    void giveBack(WorkerDemand demand, long devices) {
        change(demand, devices, -1);
    }

    private void change(WorkerDemand demand, long devices, int sign) {
        freeCpu -= sign * demand.cpuMilli();
        freeMemory -= sign * demand.memoryMib();
        for (int device = 0; device < free.length; device++) {
            if ((devices >>> device & 1) != 0) {
                free[device] -= sign * demand.deviceMilli();
            }
        }
    }

    /** The first whole devices for a worker that takes whole ones. */
    long firstWhole(int count) {
        long chosen = 0;
        for (int device = 0; device < free.length && Long.bitCount(chosen) < count; device++) {
            chosen |= free[device] == WHOLE ? 1L << device : 0;
        }
        return chosen;
    }

    /** The devices a worker gets by best fit: a share from the least sufficient device. */
    long leastSufficient(WorkerDemand demand) {
        if (demand.deviceMilli() == WHOLE || demand.devices() == 0) {
            return firstWhole(demand.devices());
        }
        int best = -1;
        for (int device = 0; device < free.length; device++) {
            if (free[device] >= demand.deviceMilli() && (best < 0 || free[device] < free[best])) {
                best = device;
            }
        }
        return 1L << best;
    }
}
