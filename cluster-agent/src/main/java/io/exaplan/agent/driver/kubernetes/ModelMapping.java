package io.exaplan.agent.driver.kubernetes;

import io.exaplan.agent.settings.Fields;
import java.util.Map;
import java.util.Optional;

/**
 * An operator's word on nodes whose labels do not say what they hold.
 *
 * @param model the model to report
 * @param devices devices such a node was built with, 0 when the node's own word is taken
 * @param resource only nodes with this resource, absent for any
 * @param labels only nodes with all of these labels
 */
record ModelMapping(String model, int devices, Optional<String> resource, Map<String, String> labels) {

    ModelMapping {
        labels = Map.copyOf(labels);
    }

    static ModelMapping read(Fields fields) {
        return new ModelMapping(
                fields.text("model", "the accelerator model, as the catalogue knows it"),
                (int) fields.number("devices", 0, 1, 1024),
                fields.optionalText("resource"),
                RequiredLabels.read(fields));
    }

    boolean fits(String nodesResource, Map<String, String> nodesLabels) {
        return resource.map(nodesResource::equals).orElse(true)
                && nodesLabels.entrySet().containsAll(labels.entrySet());
    }
}
