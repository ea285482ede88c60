package io.exaplan.engine.replay.placement;

import io.exaplan.engine.placement.online.NodeSupply;
import io.exaplan.engine.placement.online.WorkerDemand;
import java.util.List;

/**
 * Best fit as evaluated in the FGD paper (section 6.1), after Hadary et al., "Protean" (OSDI 2020): the least weighted sum of
 * free CPU and devices after the worker, each as a share of the largest node's, equal weights.
 */
final class BestFitScoring implements Scoring {

    private final LargestNode largest;

    BestFitScoring(List<NodeSupply> nodes) {
        largest = LargestNode.of(nodes);
    }

    @Override
    public int points(ReplayNode node, WorkerDemand demand) {
        double left = 0.5 * (node.freeCpu - demand.cpuMilli()) / largest.cpuMilli()
                + 0.5 * (node.freeMilli() - demand.milli()) / largest.milli();
        return (int) (100 * (1 - left));
    }
}
