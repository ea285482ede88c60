package io.exaplan.agent.driver.simulated;

import io.exaplan.contract.RunSpec.WorkerPlacement;
import java.util.Arrays;
import java.util.Optional;

/** What is free on one node. The only place where devices, CPU and memory are counted. */
final class NodeRoom {

    static final int WHOLE_DEVICE = 1000;

    private final SimulatedNode node;
    private final int[] freeMilli;
    private long freeCpuMilli;
    private long freeMemoryMib;

    NodeRoom(SimulatedNode node) {
        this.node = node;
        this.freeMilli = new int[node.devices()];
        Arrays.fill(freeMilli, WHOLE_DEVICE);
        this.freeCpuMilli = node.cpuMilli();
        this.freeMemoryMib = node.memoryMib();
    }

    /** What the worker lacks here now, as a sentence; nothing when it fits. Device indexes must exist. */
    Optional<String> lacks(WorkerPlacement worker) {
        for (int device : worker.devices()) {
            if (freeMilli[device] < worker.milliPerDevice()) {
                return Optional.of("Device %d of node %s has %d of %d thousandths free."
                        .formatted(device, node.name(), freeMilli[device], worker.milliPerDevice()));
            }
        }
        if (freeCpuMilli < worker.cpuMilli()) {
            return Optional.of("Node %s has %d of %d CPU thousandths free."
                    .formatted(node.name(), freeCpuMilli, worker.cpuMilli()));
        }
        if (freeMemoryMib < worker.memoryMib()) {
            return Optional.of("Node %s has %d of %d MiB of memory free."
                    .formatted(node.name(), freeMemoryMib, worker.memoryMib()));
        }
        return Optional.empty();
    }

    void take(WorkerPlacement worker) {
        change(worker, -1);
    }

    void giveBack(WorkerPlacement worker) {
        change(worker, 1);
    }

    int freeMilli(int device) {
        return freeMilli[device];
    }

    long freeCpuMilli() {
        return freeCpuMilli;
    }

    long freeMemoryMib() {
        return freeMemoryMib;
    }

    private void change(WorkerPlacement worker, int sign) {
        for (int device : worker.devices()) {
            freeMilli[device] += sign * worker.milliPerDevice();
        }
        freeCpuMilli += sign * worker.cpuMilli();
        freeMemoryMib += sign * worker.memoryMib();
    }
}
