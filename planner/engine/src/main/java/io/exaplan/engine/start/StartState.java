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
 */
public record StartState(
        long nowSecond,
        int devicesPerNode,
        List<Integer> usable,
        List<RunningJob> running,
        List<WaitingJob> waiting,
        Arrivals past,
        Map<Integer, Double> slowdowns) {
    public StartState {
        usable = List.copyOf(usable);
        running = List.copyOf(running);
        waiting = List.copyOf(waiting);
        slowdowns = Map.copyOf(slowdowns);
    }
}
