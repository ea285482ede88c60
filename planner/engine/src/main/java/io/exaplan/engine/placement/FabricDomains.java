package io.exaplan.engine.placement;

import io.exaplan.engine.model.Fabric;
import io.exaplan.engine.model.Fabric.Domain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Nodes by how close they stand. Where racks or blocks are unknown, all such nodes count as one. */
final class FabricDomains {
    private FabricDomains() {}

    /** The kinds of domain a gang may stand in, the one it wishes for first. */
    static List<Domain> acceptable(Fabric fabric) {
        if (fabric.required()) {
            return List.of(fabric.domain());
        }
        return switch (fabric.domain()) {
            case HOST -> List.of(Domain.HOST, Domain.RACK, Domain.BLOCK, Domain.ANY);
            case RACK -> List.of(Domain.RACK, Domain.BLOCK, Domain.ANY);
            case BLOCK -> List.of(Domain.BLOCK, Domain.ANY);
            case ANY -> List.of(Domain.ANY);
        };
    }

    /** The domains of one kind, those with the least free devices first. */
    static List<List<OpenNode>> groups(List<OpenNode> nodes, Domain domain) {
        Map<String, List<OpenNode>> groups = new TreeMap<>();
        for (OpenNode node : nodes) {
            groups.computeIfAbsent(key(node.state(), domain), absent -> new ArrayList<>())
                    .add(node);
        }
        List<List<OpenNode>> sorted = new ArrayList<>(groups.values());
        sorted.sort(Comparator.comparingLong(FabricDomains::freeMilli));
        return sorted;
    }

    private static String key(NodeState node, Domain domain) {
        return switch (domain) {
            case HOST -> node.name();
            case RACK -> node.block() + "/" + node.rack();
            case BLOCK -> node.block();
            case ANY -> "";
        };
    }

    private static long freeMilli(List<OpenNode> nodes) {
        return nodes.stream().mapToLong(OpenNode::freeMilli).sum();
    }
}
