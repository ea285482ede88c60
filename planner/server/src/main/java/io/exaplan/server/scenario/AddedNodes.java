package io.exaplan.server.scenario;

import io.exaplan.engine.catalogue.AcceleratorCatalogue;
import io.exaplan.engine.catalogue.AcceleratorModel;
import io.exaplan.engine.kernel.TimeWindow;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.Values;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads nodes that come: to a partition of their kind in their cluster, or as a partition, and a cluster, of their own. */
record AddedNodes(JsonForm form, Names names, AcceleratorCatalogue catalogue, ScenarioSettings settings) {
    private static final int MOST_DEVICES = 64;

    Optional<Change> read() {
        String cluster = form.required("cluster", Values.name(), "");
        String stated = form.required("model", Values.text(120), "");
        int devices = form.optional("devicesPerNode", Values.integer(1, MOST_DEVICES), NewNodes.USUAL_DEVICES);
        int nodes = form.required("nodes", Values.integer(1, settings.maxNodes()), 1);
        long cpu = form.optional("nodeCpuMilli", Values.wholeNumber(1, 10_000_000), NewNodes.USUAL_CPU_MILLI);
        long memory = form.optional("nodeMemoryMib", Values.wholeNumber(1, 100_000_000), NewNodes.USUAL_MEMORY_MIB);
        TimeWindow window = names.window(form);
        Optional<AcceleratorModel> model = catalogue.recognise(stated);
        if (model.isEmpty() && !stated.isEmpty()) {
            form.refuse("model", "The catalogue has no such accelerator model; /api/v1/accelerator-models lists them.");
        }
        return model.map(known -> change(cluster, new NewNodes(known, devices, cpu, memory), nodes, window));
    }

    private Change change(String cluster, NewNodes added, int nodes, TimeWindow window) {
        String model = added.model().key();
        int devices = added.devicesPerNode();
        PartitionFacts like = names.like(cluster, model, devices);
        if (like != null) {
            return new Change.NodesJoined(like.id(), nodes, window);
        }
        String key = "%s/%sx%d".formatted(cluster, model.toLowerCase(Locale.ROOT), devices);
        return new Change.PartitionAdded(
                added.partition(1, key, cluster, (long) nodes * devices, nodes, Set.of()), window);
    }
}
