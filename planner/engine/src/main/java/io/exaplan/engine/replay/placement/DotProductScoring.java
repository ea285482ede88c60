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

    private final double mostCpu;
    private final double mostMilli;

    DotProductScoring(List<NodeSupply> nodes) {
        mostCpu = nodes.stream().mapToInt(NodeSupply::cpuMilli).max().orElse(1);
        mostMilli = nodes.stream()
                .mapToInt(node -> node.devices() * ReplayNode.WHOLE)
                .max()
                .orElse(1);
    }

    @Override
    public int points(ReplayNode node, WorkerDemand demand) {
        double product = node.freeCpu / mostCpu * (demand.cpuMilli() / mostCpu)
                + node.freeMilli() / mostMilli * (demand.milli() / mostMilli);
        return (int) (100 * (1 - product / 2));
    }

    @Override
    public long devices(ReplayNode node, WorkerDemand demand) {
        return node.leastSufficient(demand);
    }
}
