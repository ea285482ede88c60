package io.exaplan.server.web;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One field that cannot be accepted.
 *
 * @param field path of the field, such as {@code gang.workers} or {@code accelerators.models[2]}
 * @param value what was given, shortened; null when nothing was
 * @param message what is allowed instead
 */
public record Offence(String field, @Nullable String value, String message) {

    private static final int LONGEST = 200;

    public Offence {
        value = value == null ? null : shortened(value);
        field = shortened(field);
    }

    static Offence of(String field, @Nullable JsonNode node, String message) {
        return new Offence(field, node == null || node.isMissingNode() ? null : shown(node), message);
    }

    private static String shown(JsonNode node) {
        return node.isContainer() ? node.toString() : node.asString();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
