package io.exaplan.agent.driver.simulated;

import io.exaplan.agent.settings.Fields;
import io.exaplan.agent.settings.SettingsFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the nodes of a new world come from. */
sealed interface NodeSource {

    /**
     * The nodes, sorted by name, with racks and blocks.
     *
     * @throws RuntimeException with a message for people when the source cannot be read
     */
    List<SimulatedNode> read();

    /** The nodes stand in the agent's settings. */
    record Listed(List<SimulatedNode> nodes, FabricRule fabric) implements NodeSource {
        @Override
        public List<SimulatedNode> read() {
            return fabric.applyTo(nodes);
        }

        @Override
        public String toString() {
            return "Nodes from the settings; " + fabric;
        }
    }

    /** The nodes stand in a YAML file of their own. */
    record InventoryFile(Path file, FabricRule fabric) implements NodeSource {
        @Override
        public List<SimulatedNode> read() {
            return fabric.applyTo(SettingsFile.read(file, fields -> ListedNodes.read(fields, "nodes")));
        }

        @Override
        public String toString() {
            return "Nodes from " + file + "; " + fabric;
        }
    }

    /** The nodes of the openb trace, or a shard of them. */
    record Openb(Path file, Shard shard, FabricRule fabric) implements NodeSource {
        @Override
        public List<SimulatedNode> read() {
            return fabric.applyTo(OpenbNodes.read(file).stream()
                    .filter(node -> shard.has(node.name()))
                    .toList());
        }

        @Override
        public String toString() {
            return "Nodes with accelerators of shard " + shard + " of " + file + "; " + fabric;
        }
    }

    /** Reads which source the settings name: exactly one of {@code nodes}, {@code inventory} and {@code openb}. */
    static NodeSource read(Fields fields) {
        FabricRule fabric = FabricRule.read(fields.block("fabric"));
        long sources =
                Stream.of("nodes", "inventory", "openb").filter(fields::has).count();
        if (sources != 1) {
            fields.complainAboutBlock(
                    "a block with " + sources + " sources of nodes", "one of nodes, inventory and openb");
        }
        Optional<Path> inventory = fields.path("inventory");
        Fields openb = fields.block("openb");
        List<SimulatedNode> listed = fields.has("nodes") ? ListedNodes.read(fields, "nodes") : List.of();
        if (fields.has("openb")) {
            Path file =
                    openb.required("file", openb.path("file"), "the path of the trace's node list (CSV)", Path.of(""));
            Shard shard = openb.parsed("shard", "I/N with I from 1 to N, such as 3/8", Shard::parse)
                    .orElse(Shard.ALL);
            return new Openb(file, shard, fabric);
        }
        return inventory
                .<NodeSource>map(file -> new InventoryFile(file, fabric))
                .orElseGet(() -> new Listed(listed, fabric));
    }
}
