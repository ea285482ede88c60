package io.exaplan.contract;

import java.util.List;

/**
 * What stands in the cluster, without utilisation.
 *
 * @param nodes every node with accelerators, sorted by name
 */
public record Inventory(List<NodeReport> nodes) {
    public Inventory {
        nodes = Lists.orEmpty(nodes);
    }
}
