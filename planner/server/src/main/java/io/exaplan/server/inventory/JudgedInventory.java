package io.exaplan.server.inventory;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A report after judgement: the nodes that are believed, and those that are not with their problems.
 *
 * @param believed by name
 * @param problems by readable name
 */
record JudgedInventory(Map<String, ReportedNode> believed, Map<String, String> problems) {

    static JudgedInventory of(InventoryReport report, InventorySettings limits) {
        Plausibility plausibility = new Plausibility(limits);
        Map<String, ReportedNode> believed = new TreeMap<>();
        Map<String, String> problems = new LinkedHashMap<>();
        Map<String, Integer> uses = new HashMap<>();
        List<ReportedNode> nodes = report.nodes();
        for (ReportedNode node : nodes.subList(0, Math.min(nodes.size(), limits.maxNodes()))) {
            String problem = plausibility.problemOf(node);
            if (problem != null) {
                problems.putIfAbsent(Plausibility.readable(node.name()), problem);
            } else {
                uses.merge(node.name(), 1, Integer::sum);
                believed.put(node.name(), node);
            }
        }
        uses.forEach((name, count) -> {
            if (count > 1) {
                problems.put(name, "%d nodes have the name (%s); a name is unique.".formatted(count, name));
            }
        });
        report.unreadable().stream()
                .limit(limits.maxNodes())
                .forEach(node -> problems.putIfAbsent(Plausibility.readable(node.node()), node.problem()));
        if (nodes.size() > limits.maxNodes()) {
            problems.put(
                    "(too many nodes)",
                    "The cluster reports %d nodes; the first %d are used. Raise exaplan.inventory.max-nodes if they are real."
                            .formatted(nodes.size(), limits.maxNodes()));
        }
        problems.keySet().forEach(believed::remove);
        return new JudgedInventory(believed, problems);
    }

    List<Quarantined> quarantined() {
        return problems.entrySet().stream()
                .map(entry -> new Quarantined(entry.getKey(), entry.getValue()))
                .toList();
    }
}
