package io.exaplan.engine.start;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Builds states to decide on. */
public final class States {
    private final int devicesPerNode;
    private final List<Integer> usable;
    private final List<PromisedStart> promised = new ArrayList<>();
    private final List<RunningJob> running = new ArrayList<>();
    private final List<WaitingJob> waiting = new ArrayList<>();
    private final ArrivalLog past = new ArrivalLog(1000);
    private long now = 1000;

    private States(int nodes, int devicesPerNode) {
        this.devicesPerNode = devicesPerNode;
        this.usable = new ArrayList<>(Collections.nCopies(nodes, devicesPerNode));
    }

    public static States machine(int nodes, int devicesPerNode) {
        return new States(nodes, devicesPerNode);
    }

    /** A machine with runs on it, jobs that wait and arrivals that came. */
    static StartState random(int nodes, int devices, Random random) {
        States states = States.machine(nodes, devices);
        for (int node = 0; node < nodes; node++) {
            int left = devices;
            while (left > 0 && random.nextInt(3) > 0) {
                int taken = 1 + random.nextInt(left);
                states.runs(1001 + random.nextInt(3000), new Share(node, taken));
                left -= taken;
            }
        }
        int waiting = random.nextInt(12);
        for (int id = 0; id < waiting; id++) {
            states.waits(id, random.nextInt(1000), 1 + random.nextInt(2000), 1 + random.nextInt(nodes * devices));
        }
        int past = random.nextInt(80);
        for (int arrival = 0; arrival < past; arrival++) {
            states.came(arrival * 11L, 1 + random.nextInt(4000), 1 + random.nextInt(nodes * devices));
        }
        return states.build();
    }

    public States at(long second) {
        now = second;
        return this;
    }

    public States runs(long endSecond, Share... shares) {
        running.add(new RunningJob(1000 + running.size(), endSecond, List.of(shares)));
        return this;
    }

    States lacks(int node, int devices) {
        usable.set(node, devicesPerNode - devices);
        return this;
    }

    States promised(PromisedStart start) {
        promised.add(start);
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
        return new StartState(now, devicesPerNode, usable, running, waiting, past.seen(), Map.of(), promised);
    }
}
