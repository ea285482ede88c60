package io.exaplan.engine.replay.placement;

import io.exaplan.engine.placement.online.NodeSupply;
import io.exaplan.engine.placement.online.WorkerDemand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The arrivals of experiment A, after Weng et al., "Beware of Fragmentation" (USENIX ATC 2023): the pods shuffled, then
 * uniform samples with replacement until the requested devices are a multiple of all devices; where the list alone asks for
 * more, random pods leave it. Several copies of the list make a larger cluster's workload.
 */
public final class Arrivals {

    private Arrivals() {}

    /**
     * @param pods the list, once
     * @param capacityMilli thousandths of devices of all nodes, copies included
     */
    public static List<WorkerDemand> of(
            List<WorkerDemand> pods, int copies, long capacityMilli, double inflation, long seed) {
        Random random = new Random(seed);
        List<WorkerDemand> arrivals = new ArrayList<>(pods.size() * copies);
        for (int copy = 0; copy < copies; copy++) {
            arrivals.addAll(pods);
        }
        Collections.shuffle(arrivals, random);
        long wanted = (long) (inflation * capacityMilli);
        long requested = arrivals.stream().mapToLong(WorkerDemand::milli).sum();
        while (requested > wanted) {
            requested -= arrivals.remove(random.nextInt(arrivals.size())).milli();
        }
        if (pods.stream().noneMatch(pod -> pod.milli() > 0)) {
            return arrivals;
        }
        while (requested < wanted) {
            WorkerDemand another = pods.get(random.nextInt(pods.size()));
            arrivals.add(another);
            requested += another.milli();
        }
        return arrivals;
    }

    /** Every node so many times, each copy under a name of its own. */
    public static List<NodeSupply> copies(List<NodeSupply> nodes, int copies) {
        List<NodeSupply> all = new ArrayList<>(nodes.size() * copies);
        for (int copy = 0; copy < copies; copy++) {
            for (NodeSupply node : nodes) {
                all.add(new NodeSupply(
                        copy == 0 ? node.name() : node.name() + "-" + copy,
                        node.cpuMilli(),
                        node.memoryMib(),
                        node.devices(),
                        node.model()));
            }
        }
        return all;
    }

    /** Thousandths of devices of all nodes. */
    public static long capacityMilli(List<NodeSupply> nodes) {
        return nodes.stream().mapToLong(node -> node.devices() * 1000L).sum();
    }
}
