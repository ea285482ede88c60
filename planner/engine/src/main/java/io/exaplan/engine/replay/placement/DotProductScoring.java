package io.exaplan.engine.replay.placement;

import io.exaplan.engine.placement.online.NodeSupply;
import io.exaplan.engine.placement.online.WorkerDemand;
import java.util.List;

/**
 * Alignment of demand and what is free, after Grandl et al., "Multi-resource packing for cluster schedulers" (SIGCOMM 2014),
 * in the form evaluated in the FGD paper (section 6.1): CPU and devices as shares of the largest node's; the smallest dot
 * product wins.
 */
final class DotProductScoring implements Scoring {

    private final LargestNode largest;

    DotProductScoring(List<NodeSupply> nodes) {
        largest = LargestNode.of(nodes);
    }

    @Override
    public int points(ReplayNode node, WorkerDemand demand) {
        double product = node.freeCpu / largest.cpuMilli() * (demand.cpuMilli() / largest.cpuMilli())
                + node.freeMilli() / largest.milli() * (demand.milli() / largest.milli());
        return (int) (100 * (1 - product / 2));
    }
}
