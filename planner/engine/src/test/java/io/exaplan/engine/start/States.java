package io.exaplan.engine.start;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Builds states to decide on. */
public final class States {
    private final int nodes;
    private final int devicesPerNode;
    private final List<RunningJob> running = new ArrayList<>();
    private final List<WaitingJob> waiting = new ArrayList<>();
    private final ArrivalLog past = new ArrivalLog(1000);
    private long now = 1000;

    private States(int nodes, int devicesPerNode) {
        this.nodes = nodes;
        this.devicesPerNode = devicesPerNode;
    }

    public static States machine(int nodes, int devicesPerNode) {
        return new States(nodes, devicesPerNode);
    }

    public States at(long second) {
        now = second;
        return this;
    }

    public States runs(long endSecond, Share... shares) {
        running.add(new RunningJob(1000 + running.size(), endSecond, List.of(shares)));
        return this;
    }

    public States waits(long id, long submitted, long seconds, int devices) {
        waiting.add(new WaitingJob(id, (int) (id % 3), submitted, seconds, devices, 1));
        return this;
    }

    public States came(long second, long seconds, int devices) {
        past.add(new Arrival(second, seconds, devices));
        return this;
    }

    public StartState build() {
        return new StartState(
                now,
                devicesPerNode,
                Collections.nCopies(nodes, devicesPerNode),
                running,
                waiting,
                past.seen(),
                Map.of());
    }
}
