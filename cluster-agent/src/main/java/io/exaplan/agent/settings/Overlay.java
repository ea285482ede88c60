package io.exaplan.agent.settings;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Lays one block over another: blocks are merged field by field, everything else is replaced. */
final class Overlay {

    private Overlay() {}

    static ObjectNode merge(ObjectNode below, ObjectNode above) {
        ObjectNode merged = below.deepCopy();
        above.properties()
                .forEach(field -> merged.set(field.getKey(), over(below.path(field.getKey()), field.getValue())));
        return merged;
    }

    private static JsonNode over(JsonNode below, JsonNode above) {
        return below instanceof ObjectNode base && above instanceof ObjectNode block ? merge(base, block) : above;
    }
}
