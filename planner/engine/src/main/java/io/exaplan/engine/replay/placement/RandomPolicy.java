package io.exaplan.engine.replay.placement;

import io.exaplan.engine.placement.online.Decision;
import io.exaplan.engine.placement.online.NodeSupply;
import io.exaplan.engine.placement.online.WorkerDemand;
import java.util.List;
import java.util.Random;

/** Any node that fits, and any of its devices that fit. */
final class RandomPolicy implements PlacementPolicy {

    private final List<ReplayNode> nodes;
    private final Random random;

    RandomPolicy(List<NodeSupply> nodes, long seed) {
        this.nodes = nodes.stream().map(ReplayNode::new).toList();
        random = new Random(seed);
    }

    @Override
    public Decision place(WorkerDemand demand) {
        int chosen = -1;
        int fitting = 0;
        for (int place = 0; place < nodes.size(); place++) {
            if (nodes.get(place).fits(demand) && random.nextInt(++fitting) == 0) {
                chosen = place;
            }
        }
        if (chosen < 0) {
            return new Decision.NoRoom();
        }
        ReplayNode node = nodes.get(chosen);
        long devices = devices(node, demand);
        node.take(demand, devices);
        return new Decision.Placed(chosen, devices);
    }

    private long devices(ReplayNode node, WorkerDemand demand) {
        if (demand.devices() != 1 || demand.deviceMilli() == ReplayNode.WHOLE) {
            return node.firstWhole(demand.devices());
        }
        long chosen = 0;
        int fitting = 0;
        for (int device = 0; device < node.free.length; device++) {
            if (node.free[device] >= demand.deviceMilli() && random.nextInt(++fitting) == 0) {
                chosen = 1L << device;
            }
        }
        return chosen;
    }
}
