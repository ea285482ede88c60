package io.exaplan.engine.model;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.kernel.TimeWindow;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Which nodes of a partition runs stand on: a node is wholly free again only when the last run on it has ended. */
final class NodeHolds {
    private final Map<String, Map<String, TimeWindow>> runsByNode = new HashMap<>();

    NodeHolds() {}

    /** The same, to go on from on its own. */
    NodeHolds(NodeHolds other) {
        other.runsByNode.forEach((node, runs) -> runsByNode.put(node, new HashMap<>(runs)));
    }

    /** Notes that a run stands on nodes; returns how many more whole nodes are taken for it. */
    Profile add(String runId, TimeWindow window, Collection<String> nodes) {
        Profile more = Profile.ZERO;
        for (String node : nodes) {
            Map<String, TimeWindow> runs = runsByNode.computeIfAbsent(node, absent -> new HashMap<>(2));
            Profile before = held(runs, run -> true);
            runs.put(runId, window);
            more = more.plus(held(runs, run -> true)).minus(before);
        }
        return more;
    }

    /** Notes that a run left its nodes; returns how many whole nodes are given back by it. */
    Profile remove(String runId, Collection<String> nodes) {
        Profile freed = freedWithout(Set.of(runId), nodes);
        for (String node : nodes) {
            Map<String, TimeWindow> runs = runsByNode.getOrDefault(node, Map.of());
            runs.remove(runId);
            if (runs.isEmpty()) {
                runsByNode.remove(node);
            }
        }
        return freed;
    }

    /** Whole nodes among these that would come free if some of the runs on them were not there. */
    Profile freedWithout(Set<String> gone, Collection<String> nodes) {
        Profile freed = Profile.ZERO;
        for (String node : nodes) {
            Map<String, TimeWindow> runs = runsByNode.getOrDefault(node, Map.of());
            freed = freed.plus(held(runs, run -> true)).minus(held(runs, run -> !gone.contains(run)));
        }
        return freed;
    }

    private static Profile held(Map<String, TimeWindow> runs, Predicate<String> counts) {
        long from = Long.MAX_VALUE;
        long until = Long.MIN_VALUE;
        for (Map.Entry<String, TimeWindow> run : runs.entrySet()) {
            if (counts.test(run.getKey())) {
                from = Math.min(from, run.getValue().fromSecond());
                until = Math.max(until, run.getValue().untilSecond());
            }
        }
        return Profile.step(from, until, 1);
    }
}
