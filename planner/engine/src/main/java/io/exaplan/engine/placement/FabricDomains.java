package io.exaplan.engine.placement;

import io.exaplan.engine.model.Fabric.Domain;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The nodes of a partition by how close they stand. Where racks or blocks are unknown, all such nodes count as one. */
final class FabricDomains {
    private final OpenNodes nodes;
    private final List<int[]> racks;
    private final List<int[]> blocks;
    private final List<int[]> all;

    FabricDomains(OpenNodes nodes) {
        this.nodes = nodes;
        racks = grouped(Domain.RACK);
        blocks = grouped(Domain.BLOCK);
        all = grouped(Domain.ANY);
    }

    private List<int[]> grouped(Domain domain) {
        Map<String, IntStream.Builder> groups = new TreeMap<>();
        for (int node = 0; node < nodes.size(); node++) {
            groups.computeIfAbsent(nodes.state(node).domain(domain), absent -> IntStream.builder())
                    .add(node);
        }
        return groups.values().stream().map(group -> group.build().toArray()).toList();
    }

    /** The domains of one kind that are more than a node, those with the least free devices first. */
    List<int[]> groups(Domain domain) {
        List<int[]> groups = switch (domain) {
            case HOST -> List.of();
            case RACK -> racks;
            case BLOCK -> blocks;
            case ANY -> all;
        };
        long[] free = groups.stream().mapToLong(this::freeMilli).toArray();
        return IntStream.range(0, free.length)
                .boxed()
                .sorted(Comparator.comparingLong(group -> free[group]))
                .map(groups::get)
                .toList();
    }

    private long freeMilli(int[] group) {
        long free = 0;
        for (int node : group) {
            free += nodes.freeMilli(node);
        }
        return free;
    }
}
