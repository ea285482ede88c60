package io.exaplan.server.dispatch;

import io.exaplan.server.web.Offence;
import io.exaplan.server.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The shape of a message before anything of it is read: lists are lists, and none has a hole. An inventory without its list
 * of nodes is refused, for read as an empty one it would take a whole cluster off the plan.
 */
final class EntryRules {
    private static final int MOST_TOLD = 100;

    private final List<Offence> offences = new ArrayList<>();

    private EntryRules() {}

    static void check(JsonNode message, @Nullable JsonNode inventory, @Nullable JsonNode usage) {
        EntryRules rules = new EntryRules();
        if (isHoled(message)) {
            rules.holes("", message);
        }
        if (inventory != null && !inventory.isNull()) {
            rules.objects("inventory.nodes", inventory.path("nodes"));
        }
        if (usage != null && !usage.isNull()) {
            rules.objects("usage", usage);
        }
        if (!rules.offences.isEmpty()) {
            throw Problem.invalid(rules.offences);
        }
    }

    private void objects(String field, JsonNode list) {
        if (!list.isArray()) {
            tell(field, list, "must be a list");
        }
        for (int i = 0; i < list.size() && list.isArray(); i++) {
            if (!list.get(i).isObject()) {
                tell("%s[%d]".formatted(field, i), list.get(i), "must be an object");
            }
        }
    }

    /** Nearly every message is whole; where its entries stand is only written down of one that is not. */
    private static boolean isHoled(JsonNode node) {
        for (JsonNode entry : node) {
            if ((node.isArray() && entry.isNull()) || isHoled(entry)) {
                return true;
            }
        }
        return false;
    }

    private void holes(String field, JsonNode node) {
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                String entry = "%s[%d]".formatted(field, i);
                if (node.get(i).isNull()) {
                    tell(entry, node.get(i), "must not be null");
                }
                holes(entry, node.get(i));
            }
        } else {
            node.properties().forEach(property -> holes(inside(field, property.getKey()), property.getValue()));
        }
    }

    private static String inside(String field, String property) {
        String name = Objects.requireNonNullElse(Storable.text(property, 60), "");
        return field.isEmpty() ? name : field + "." + name;
    }

    private void tell(String field, JsonNode value, String allowed) {
        if (offences.size() < MOST_TOLD) {
            String shown = value.isMissingNode() ? null : Storable.text(value.toString(), 60);
            offences.add(new Offence(field, shown, allowed));
        }
    }
}
