package io.exaplan.engine.replay.placement;

import io.exaplan.engine.placement.online.WorkerDemand;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Fragmentation gradient descent (FGD): Weng et al., "Beware of Fragmentation: Scheduling GPU-Sharing Workloads with
 * Fragmentation Gradient Descent" (USENIX ATC 2023, sections 3 and 4). The fragmentation of a node is what an average worker
 * of the typical classes cannot use of its free devices: all of them where the node does not take the class, otherwise the
 * devices with less free than it needs. A worker goes where fragmentation grows least.
 */
final class FragmentationScoring implements Scoring {

    /** The classes that make up 95% of the list are typical, taken ten at a time, the most frequent first. */
    private static final double TYPICAL = 0.95;

    private static final int STEP = 10;

    private final List<Typical> typical;

    private record Kind(int cpuMilli, int devices, int deviceMilli, Set<String> models) {
        static Kind of(WorkerDemand demand) {
            return new Kind(demand.cpuMilli(), demand.devices(), demand.deviceMilli(), demand.models());
        }
    }

    private record Typical(Kind kind, double share) {}

    FragmentationScoring(Collection<WorkerDemand> pods) {
        Map<Kind, Integer> counts = new LinkedHashMap<>();
        pods.forEach(pod -> counts.merge(Kind.of(pod), 1, Integer::sum));
        List<Map.Entry<Kind, Integer>> ranked = counts.entrySet().stream()
                .sorted(Map.Entry.<Kind, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.comparingInt(Kind::cpuMilli)
                                .thenComparingInt(Kind::deviceMilli)
                                .thenComparingInt(Kind::devices)
                                .thenComparing(kind -> String.join("|", new TreeSet<>(kind.models())))
                                .reversed())))
                .toList();
        int taken = 0;
        int classes = 0;
        while (taken < TYPICAL * pods.size()) {
            int next = Math.min(ranked.size(), classes + STEP);
            for (Map.Entry<Kind, Integer> entry : ranked.subList(classes, next)) {
                taken += entry.getValue();
            }
            classes = next;
        }
        double all = taken;
        typical = ranked.subList(0, classes).stream()
                .map(entry -> new Typical(entry.getKey(), entry.getValue() / all))
                .toList();
    }

    @Override
    public int points(ReplayNode node, WorkerDemand demand) {
        return points(node, demand, devices(node, demand), fragmentation(node));
    }

    @Override
    public long devices(ReplayNode node, WorkerDemand demand) {
        if (demand.devices() != 1 || demand.deviceMilli() == ReplayNode.WHOLE) {
            return node.firstWhole(demand.devices());
        }
        double before = fragmentation(node);
        int most = Integer.MIN_VALUE;
        long best = 0;
        for (int device = 0; device < node.free.length; device++) {
            if (node.free[device] >= demand.deviceMilli()) {
                int points = points(node, demand, 1L << device, before);
                if (points > most) {
                    most = points;
                    best = 1L << device;
                }
            }
        }
        return best;
    }

    private int points(ReplayNode node, WorkerDemand demand, long devices, double before) {
        node.take(demand, devices);
        double grown = fragmentation(node) - before;
        node.giveBack(demand, devices);
        return (int) (100 / (1 + Math.exp(grown / 1000)));
    }

    private double fragmentation(ReplayNode node) {
        int free = node.freeMilli();
        double fragmentation = 0;
        for (Typical each : typical) {
            fragmentation += each.share() * (takes(node, each.kind()) ? tooSmall(node, each.kind()) : free);
        }
        return fragmentation;
    }

    /** A class without devices uses none, so for it all of them are fragments. */
    private static boolean takes(ReplayNode node, Kind kind) {
        return kind.devices() > 0
                && (kind.models().isEmpty() || kind.models().contains(node.supply.model()))
                && node.freeCpu >= kind.cpuMilli()
                && node.devicesWith(kind.deviceMilli()) >= kind.devices();
    }

    private static int tooSmall(ReplayNode node, Kind kind) {
        int milli = 0;
        for (int free : node.free) {
            milli += free < kind.deviceMilli() ? free : 0;
        }
        return milli;
    }
}
