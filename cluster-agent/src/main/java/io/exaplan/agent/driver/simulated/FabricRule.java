package io.exaplan.agent.driver.simulated;

import io.exaplan.agent.settings.Fields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Gives nodes that come without them a rack and a block: like nodes, in the order of their names, fill one rack after the
 * other, and racks one block after the other. It is made up, and the same every time.
 *
 * @param nodesPerRack nodes of one rack; 0 leaves racks and blocks unknown
 * @param racksPerBlock racks of one block
 */
record FabricRule(int nodesPerRack, int racksPerBlock) {

    private static final Comparator<SimulatedNode> LIKE_BESIDE_LIKE = Comparator.comparing(SimulatedNode::model)
            .thenComparingInt(SimulatedNode::devices)
            .thenComparingLong(SimulatedNode::cpuMilli)
            .thenComparingLong(SimulatedNode::memoryMib)
            .thenComparing(SimulatedNode::name);

    static FabricRule read(Fields fields) {
        return new FabricRule(
                (int) fields.number("nodesPerRack", 8, 0, 1000), (int) fields.number("racksPerBlock", 8, 1, 1000));
    }

    List<SimulatedNode> applyTo(List<SimulatedNode> nodes) {
        List<SimulatedNode> done = new ArrayList<>(nodes.size());
        int rack = 0;
        int inRack = 0;
        SimulatedNode last = null;
        for (SimulatedNode node : nodes.stream().sorted(LIKE_BESIDE_LIKE).toList()) {
            if (node.rack() != null || nodesPerRack == 0) {
                done.add(node);
                continue;
            }
            boolean like = last != null && last.model().equals(node.model()) && last.devices() == node.devices();
            if (!like || inRack == nodesPerRack) {
                rack++;
                inRack = 0;
            }
            int block = (rack - 1) / racksPerBlock + 1;
            done.add(node.in("block-%02d".formatted(block), "rack-%03d".formatted(rack)));
            inRack++;
            last = node;
        }
        done.sort(Comparator.comparing(SimulatedNode::name));
        return done;
    }

    @Override
    public String toString() {
        return nodesPerRack == 0
                ? "racks and blocks unknown."
                : "racks of %d like nodes and blocks of %d racks are assigned by name, not measured."
                        .formatted(nodesPerRack, racksPerBlock);
    }
}
