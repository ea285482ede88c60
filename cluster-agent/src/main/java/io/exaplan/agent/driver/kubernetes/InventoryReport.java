package io.exaplan.agent.driver.kubernetes;

import io.exaplan.contract.Inventory;
import io.exaplan.contract.NodeReport;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Words what the planner is told of the nodes. */
final class InventoryReport {

    private InventoryReport() {}

    /** Units held by others are given by node, then by resource. */
    static Inventory of(Collection<NodeFacts> nodes, Map<String, Map<String, Long>> unitsHeld) {
        return new Inventory(nodes.stream()
                .sorted(Comparator.comparing(NodeFacts::name))
                .map(node -> report(node, unitsHeld.getOrDefault(node.name(), Map.of())))
                .toList());
    }

    private static NodeReport report(NodeFacts node, Map<String, Long> unitsHeld) {
        return new NodeReport(
                node.name(),
                node.model(),
                node.nominal(),
                unhealthy(node),
                foreignMilli(node, unitsHeld),
                node.cpuMilli(),
                node.memoryMib(),
                node.block(),
                node.rack(),
                node.ready(),
                node.cordoned());
    }

    /** Kubernetes tells how many devices are unusable, not which: the last ones stand for them. */
    private static List<Integer> unhealthy(NodeFacts node) {
        int working = Math.clamp((long) node.usable() + node.cut(), 0, node.nominal());
        return IntStream.range(working, node.nominal()).boxed().toList();
    }

    /** Devices cut into slices cannot be had whole, so they count as used whether somebody uses the slices or not. */
    private static long foreignMilli(NodeFacts node, Map<String, Long> unitsHeld) {
        long held = unitsHeld.getOrDefault(node.resource(), 0L);
        long milli = node.cut() * 1000L + Math.ceilDiv(held * 1000, (long) node.unitsPerDevice());
        return Math.min(milli, node.nominal() * 1000L);
    }
}
