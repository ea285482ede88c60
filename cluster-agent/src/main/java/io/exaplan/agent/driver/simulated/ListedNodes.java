package io.exaplan.agent.driver.simulated;

import io.exaplan.agent.settings.Fields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Nodes written down in YAML, one by one or many of a kind. */
final class ListedNodes {

    private ListedNodes() {}

    static List<SimulatedNode> read(Fields fields, String name) {
        List<SimulatedNode> nodes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Fields entry : fields.blocks(name)) {
            for (SimulatedNode node : nodesOf(entry)) {
                if (!names.add(node.name())) {
                    entry.complain("name", "names that no other node has (" + node.name() + " is taken)");
                }
                nodes.add(node);
            }
        }
        if (nodes.isEmpty()) {
            fields.complain(name, "a list of at least one node");
        }
        return nodes;
    }

    private static List<SimulatedNode> nodesOf(Fields entry) {
        SimulatedNode first = new SimulatedNode(
                entry.text("name", "the node's name, or the stem of the names"),
                entry.text("model", "the accelerator model as a node labels it, such as NVIDIA-H800"),
                (int) entry.number("devices", 8, 1, 1024),
                entry.number("cpuMilli", 128_000, 0, 100_000_000),
                entry.number("memoryMib", 1_048_576, 0, 1_000_000_000),
                entry.optionalText("block").orElse(null),
                entry.optionalText("rack").orElse(null));
        if (!entry.has("count")) {
            return List.of(first);
        }
        List<SimulatedNode> nodes = new ArrayList<>();
        for (long i = 1, count = entry.number("count", 1, 1, 100_000); i <= count; i++) {
            nodes.add(first.named("%s-%03d".formatted(first.name(), i)));
        }
        return nodes;
    }
}
