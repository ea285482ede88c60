package io.exaplan.engine.replay.placement;

import io.exaplan.engine.placement.online.NodeSupply;
import java.util.List;

/**
 * What scorings measure shares by.
 *
 * @param cpuMilli most CPU a node has, thousandths of a core
 * @param milli most a node has of its devices, thousandths
 */
record LargestNode(double cpuMilli, double milli) {

    static LargestNode of(List<NodeSupply> nodes) {
        return new LargestNode(
                nodes.stream().mapToInt(NodeSupply::cpuMilli).max().orElse(1),
                nodes.stream()
                        .mapToInt(node -> node.devices() * ReplayNode.WHOLE)
                        .max()
                        .orElse(1));
    }
}
