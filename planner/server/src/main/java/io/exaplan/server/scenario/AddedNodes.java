package io.exaplan.server.scenario;

import io.exaplan.engine.catalogue.AcceleratorCatalogue;
import io.exaplan.engine.catalogue.AcceleratorModel;
import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.kernel.TimeWindow;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.Values;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads nodes that come: to a partition of their kind in their cluster, or as a partition, and a cluster, of their own. */
record AddedNodes(JsonForm form, Names names, AcceleratorCatalogue catalogue, ScenarioSettings settings) {
    /** What eight-device servers of today come with, where the change does not say. */
    private static final int USUAL_CPU_MILLI = 128_000;

    private static final int USUAL_MEMORY_MIB = 2 * 1024 * 1024;
    private static final int MOST_DEVICES = 64;

    Optional<Change> read() {
        String cluster = form.required("cluster", Values.name(), "");
        String stated = form.required("model", Values.text(120), "");
        int devices = form.optional("devicesPerNode", Values.integer(1, MOST_DEVICES), 8);
        int nodes = form.required("nodes", Values.integer(1, settings.maxNodes()), 1);
        long cpu = form.optional("nodeCpuMilli", Values.wholeNumber(1, 10_000_000), (long) USUAL_CPU_MILLI);
        long memory = form.optional("nodeMemoryMib", Values.wholeNumber(1, 100_000_000), (long) USUAL_MEMORY_MIB);
        TimeWindow window = names.window(form);
        Optional<AcceleratorModel> model = catalogue.recognise(stated);
        if (model.isEmpty() && !stated.isEmpty()) {
            form.refuse("model", "The catalogue has no such accelerator model; /api/v1/accelerator-models lists them.");
        }
        return model.map(known -> change(cluster, known, devices, nodes, window, cpu, memory));
    }

    private Change change(
            String cluster, AcceleratorModel model, int devices, int nodes, TimeWindow window, long cpu, long memory) {
        PartitionFacts like = names.like(cluster, model.key(), devices);
        return like != null
                ? new Change.NodesJoined(like.id(), nodes, window)
                : new Change.PartitionAdded(partition(cluster, model, devices, nodes, cpu, memory), window);
    }

    private static PartitionFacts partition(
            String cluster, AcceleratorModel model, int devices, int nodes, long cpu, long memory) {
        return new PartitionFacts(
                1,
                "%s/%sx%d".formatted(cluster, model.key().toLowerCase(Locale.ROOT), devices),
                cluster,
                model.key(),
                model.stack().name(),
                model.memoryGib().orElse(0),
                model.accountingTflops(),
                model.figures().watts(),
                devices,
                cpu,
                memory,
                nodes,
                nodes,
                Profile.constant(nodes * 1000L * devices),
                Profile.constant(nodes),
                Set.of(),
                Set.of(),
                true);
    }
}
