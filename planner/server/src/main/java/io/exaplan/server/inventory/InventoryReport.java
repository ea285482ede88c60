package io.exaplan.server.inventory;

import java.util.List;

/**
 * An inventory as it arrived.
 *
 * @param digest what the agent calls this inventory by
 * @param nodes the nodes that could be read
 * @param unreadable the nodes that could not, each with what was wrong
 */
public record InventoryReport(String digest, List<ReportedNode> nodes, List<Quarantined> unreadable) {
    public InventoryReport {
        nodes = List.copyOf(nodes);
        unreadable = List.copyOf(unreadable);
    }
}
