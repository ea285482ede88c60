package io.exaplan.agent.driver.simulated;

import io.exaplan.contract.NodeUsage;
import io.exaplan.contract.RunSpec.WorkerPlacement;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/**
 * Utilisation that nobody measured: every running device is busy between 60% and 95% of the time, drawn from the seed, the
 * run and the hour of plan time. Idle devices are idle. Watts are left out, as no meter exists.
 */
record BusyFractions(long seed) {

    private static final double LEAST = 0.60;
    private static final double RANGE = 0.35;
    private static final int SECONDS_PER_HOUR = 3600;

    List<NodeUsage> of(WorldState state, Instant plan) {
        TreeMap<String, Double> busyMilli = new TreeMap<>();
        state.floor().names().forEach(name -> busyMilli.put(name, 0.0));
        for (LiveRun run : state.live()) {
            if (run.startedAt() != null) {
                double fraction = of(run.runId(), plan);
                for (WorkerPlacement worker : run.spec().workers()) {
                    double milli = fraction * worker.devices().size() * worker.milliPerDevice();
                    busyMilli.merge(worker.node(), milli, Double::sum);
                }
            }
        }
        return busyMilli.entrySet().stream()
                .filter(node -> isReady(state, node.getKey()))
                .map(node -> new NodeUsage(node.getKey(), share(state, node.getKey(), node.getValue()), null))
                .toList();
    }

    private double of(String runId, Instant plan) {
        long hour = plan.getEpochSecond() / SECONDS_PER_HOUR;
        return LEAST + RANGE * StableHash.fraction(seed, "busy " + runId + " " + hour);
    }

    private static boolean isReady(WorldState state, String node) {
        return state.floor().condition(node).filter(NodeCondition::ready).isPresent();
    }

    private static double share(WorldState state, String node, double busyMilli) {
        double nominal = state.floor().node(node).orElseThrow().devices() * (double) NodeRoom.WHOLE_DEVICE;
        return Math.round(1000 * Math.min(1, busyMilli / nominal)) / 1000.0;
    }
}
