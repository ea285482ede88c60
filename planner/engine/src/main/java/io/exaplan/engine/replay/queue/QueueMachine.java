package io.exaplan.engine.replay.queue;

import io.exaplan.engine.start.Share;
import java.util.Arrays;
import java.util.List;

/** What is free on each node. Refuses what would use a device twice. */
final class QueueMachine {
    private final MachineShape shape;
    private final int[] free;
    private int freeDevices;

    QueueMachine(MachineShape shape) {
        this.shape = shape;
        this.free = new int[shape.nodes()];
        Arrays.fill(free, shape.devicesPerNode());
        this.freeDevices = shape.devices();
    }

    int freeDevices() {
        return freeDevices;
    }

    int freeOf(int node) {
        return free[node];
    }

    void take(LoggedJob job, List<Share> shares) {
        int taken = shares.stream().mapToInt(Share::devices).sum();
        if (taken != job.devices()) {
            throw new IllegalStateException(
                    "Job %s wants %d devices and was given %d.".formatted(job.id(), job.devices(), taken));
        }
        for (Share share : shares) {
            free[share.node()] -= share.devices();
            if (free[share.node()] < 0) {
                throw new IllegalStateException("Job %s was given %d devices of node %d, which had %d free."
                        .formatted(job.id(), share.devices(), share.node(), free[share.node()] + share.devices()));
            }
        }
        freeDevices -= taken;
    }

    void giveBack(List<Share> shares) {
        for (Share share : shares) {
            free[share.node()] += share.devices();
            freeDevices += share.devices();
            if (free[share.node()] > shape.devicesPerNode()) {
                throw new IllegalStateException("Node %d was given back more than it has.".formatted(share.node()));
            }
        }
    }
}
