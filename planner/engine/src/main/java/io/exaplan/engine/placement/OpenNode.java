package io.exaplan.engine.placement;

import io.exaplan.engine.model.WorkerShape;
import java.util.ArrayList;
import java.util.List;

/** A node while workers are being put on it. */
final class OpenNode {
    private static final int WHOLE = 1000;

    private final NodeState state;
    private final int[] freeMilli;
    private long freeCpuMilli;
    private long freeMemoryMib;

    OpenNode(NodeState state) {
        this.state = state;
        this.freeMilli = state.freeMilli().stream().mapToInt(Integer::intValue).toArray();
        this.freeCpuMilli = state.freeCpuMilli();
        this.freeMemoryMib = state.freeMemoryMib();
    }

    private OpenNode(OpenNode other) {
        this.state = other.state;
        this.freeMilli = other.freeMilli.clone();
        this.freeCpuMilli = other.freeCpuMilli;
        this.freeMemoryMib = other.freeMemoryMib;
    }

    OpenNode copy() {
        return new OpenNode(this);
    }

    NodeState state() {
        return state;
    }

    String name() {
        return state.name();
    }

    boolean wholeFree() {
        return freeDevices() == freeMilli.length;
    }

    int freeDevices() {
        int free = 0;
        for (int milli : freeMilli) {
            free += milli == WHOLE ? 1 : 0;
        }
        return free;
    }

    long freeMilli() {
        long free = 0;
        for (int milli : freeMilli) {
            free += milli;
        }
        return free;
    }

    long freeCpuMilli() {
        return freeCpuMilli;
    }

    long freeMemoryMib() {
        return freeMemoryMib;
    }

    /** How many workers of a shape it takes as it is now. */
    int takes(WorkerShape shape) {
        long byDevices = 0;
        if (shape.wholeDevices() > 0) {
            byDevices = freeDevices() / shape.wholeDevices();
        } else {
            for (int milli : freeMilli) {
                byDevices += milli / shape.milliDevices();
            }
        }
        long byCpu = shape.cpuMilli() == 0 ? byDevices : freeCpuMilli / shape.cpuMilli();
        long byMemory = shape.memoryMib() == 0 ? byDevices : freeMemoryMib / shape.memoryMib();
        return (int) Math.max(0, Math.min(byDevices, Math.min(byCpu, byMemory)));
    }

    /** Free thousandths of the device a worker would take: the least that suffices, for a share of one. */
    int sharedWith(WorkerShape shape) {
        int device = leastSufficient(shape.milliDevices());
        return device < 0 ? Integer.MAX_VALUE : freeMilli[device];
    }

    /** Puts one worker on it, which it must be able to take; returns the indexes of its devices. */
    List<Integer> take(WorkerShape shape) {
        freeCpuMilli -= shape.cpuMilli();
        freeMemoryMib -= shape.memoryMib();
        if (shape.wholeDevices() == 0) {
            int device = leastSufficient(shape.milliDevices());
            freeMilli[device] -= shape.milliDevices();
            return List.of(device);
        }
        List<Integer> devices = new ArrayList<>(shape.wholeDevices());
        for (int device = 0; devices.size() < shape.wholeDevices(); device++) {
            if (freeMilli[device] == WHOLE) {
                freeMilli[device] = 0;
                devices.add(device);
            }
        }
        return devices;
    }

    private int leastSufficient(int milli) {
        int best = -1;
        for (int device = 0; device < freeMilli.length; device++) {
            if (freeMilli[device] >= milli && (best < 0 || freeMilli[device] < freeMilli[best])) {
                best = device;
            }
        }
        return best;
    }
}
