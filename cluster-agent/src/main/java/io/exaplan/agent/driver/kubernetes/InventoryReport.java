package io.exaplan.agent.driver.kubernetes;

import io.exaplan.agent.driver.kubernetes.ForeignPods.Held;
import io.exaplan.contract.Inventory;
import io.exaplan.contract.NodeReport;
import io.exaplan.contract.NodeReport.ForeignEnd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Words what the planner is told of the nodes. */
final class InventoryReport {

    private InventoryReport() {}

    /** What others hold is given by node. */
    static Inventory of(Collection<NodeFacts> nodes, Map<String, List<Held>> held) {
        return new Inventory(nodes.stream()
                .sorted(Comparator.comparing(NodeFacts::name))
                .map(node -> report(node, heldOn(node, held)))
                .toList());
    }

    /** Of the resource of its whole devices; a node is reported by one. */
    private static List<Held> heldOn(NodeFacts node, Map<String, List<Held>> held) {
        return held.getOrDefault(node.name(), List.of()).stream()
                .filter(some -> some.resource().equals(node.resource()))
                .toList();
    }

    private static NodeReport report(NodeFacts node, List<Held> held) {
        long units = held.stream().mapToLong(Held::units).sum();
        return new NodeReport(
                node.name(),
                node.model(),
                node.nominal(),
                unhealthy(node),
                foreignMilli(node, units),
                node.cpuMilli(),
                node.memoryMib(),
                node.block(),
                node.rack(),
                node.ready(),
                node.cordoned(),
                ends(node, units, held));
    }

    /** Kubernetes tells how many devices are unusable, not which: the last ones stand for them. */
    private static List<Integer> unhealthy(NodeFacts node) {
        int working = Math.clamp((long) node.usable() + node.cut(), 0, node.nominal());
        return IntStream.range(working, node.nominal()).boxed().toList();
    }

    /** Devices cut into slices cannot be had whole, so they count as used whether somebody uses the slices or not. */
    private static long foreignMilli(NodeFacts node, long units) {
        long milli = node.cut() * 1000L + Math.ceilDiv(units * 1000, (long) node.unitsPerDevice());
        return Math.min(milli, node.nominal() * 1000L);
    }

    /** What comes free as one after the other ends. */
    private static List<ForeignEnd> ends(NodeFacts node, long units, List<Held> held) {
        SortedMap<Instant, Long> unitsUntil = new TreeMap<>();
        held.forEach(some -> some.until().ifPresent(end -> unitsUntil.merge(end, some.units(), Long::sum)));
        List<ForeignEnd> ends = new ArrayList<>();
        long left = units;
        for (Map.Entry<Instant, Long> end : unitsUntil.entrySet()) {
            long before = foreignMilli(node, left);
            left -= end.getValue();
            long freed = before - foreignMilli(node, left);
            if (freed > 0) {
                ends.add(new ForeignEnd(end.getKey(), freed));
            }
        }
        return ends;
    }
}
