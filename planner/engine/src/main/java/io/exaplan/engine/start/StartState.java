package io.exaplan.engine.start;

import java.util.List;
import java.util.Map;

/**
 * All that a start decision may depend on, by value.
 *
 * @param nowSecond plan time
 * @param devicesPerNode nominal devices of every node
 * @param usable healthy devices by node
 * @param running what holds devices
 * @param waiting what may start
 * @param past the arrivals that have been seen
 * @param slowdowns mean bounded slowdown of each tenant's started jobs, for {@link Objective#FAIR}; may lack tenants
 * @param promised starts to come that do not move
 */
public record StartState(
        long nowSecond,
        int devicesPerNode,
        List<Integer> usable,
        List<RunningJob> running,
        List<WaitingJob> waiting,
        Arrivals past,
        Map<Integer, Double> slowdowns,
        List<PromisedStart> promised) {
    public StartState {
        usable = List.copyOf(usable);
        running = List.copyOf(running);
        waiting = List.copyOf(waiting);
        slowdowns = Map.copyOf(slowdowns);
        promised = List.copyOf(promised);
    }

    /** A state in which nobody was promised anything. */
    public StartState(
            long nowSecond,
            int devicesPerNode,
            List<Integer> usable,
            List<RunningJob> running,
            List<WaitingJob> waiting,
            Arrivals past,
            Map<Integer, Double> slowdowns) {
        this(nowSecond, devicesPerNode, usable, running, waiting, past, slowdowns, List.of());
    }

    /** The same machine at another second. */
    StartState at(long second, List<RunningJob> runs, List<WaitingJob> waits, List<PromisedStart> promises) {
        return new StartState(second, devicesPerNode, usable, runs, waits, past, slowdowns, promises);
    }

    /** Whether nothing holds devices, now or by a promise. */
    boolean idle() {
        return running.isEmpty() && promised.isEmpty();
    }
}
