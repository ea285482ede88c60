package io.exaplan.engine.placement;

import io.exaplan.engine.model.Fabric;
import io.exaplan.engine.model.Fabric.Domain;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The nodes of a partition by how close they stand. Where racks or blocks are unknown, all such nodes count as one. */
final class FabricDomains {
    private final OpenNodes nodes;
    private final List<int[]> racks;
    private final List<int[]> blocks;
    private final List<int[]> all;

    FabricDomains(OpenNodes nodes) {
        this.nodes = nodes;
        racks = groups(node -> node.block() + "/" + node.rack());
        blocks = groups(NodeState::block);
        all = groups(node -> "");
    }

    private List<int[]> groups(Function<NodeState, String> key) {
        Map<String, IntStream.Builder> groups = new TreeMap<>();
        for (int node = 0; node < nodes.size(); node++) {
            groups.computeIfAbsent(key.apply(nodes.state(node)), absent -> IntStream.builder())
                    .add(node);
        }
        return groups.values().stream().map(group -> group.build().toArray()).toList();
    }

    /** The kinds of domain a gang may stand in, the one it wishes for first. */
    static List<Domain> acceptable(Fabric fabric) {
        if (fabric.required()) {
            return List.of(fabric.domain());
        }
        return Arrays.stream(Domain.values())
                .filter(domain -> domain.compareTo(fabric.domain()) >= 0)
                .toList();
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
