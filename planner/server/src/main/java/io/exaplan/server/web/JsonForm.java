package io.exaplan.server.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A JSON object read strictly: what is wrong in it is collected, field by field, and told all at once by {@link #finish()}. Fields
 * nobody asked for are wrong too. Null means the same as absent. Controllers take it as a parameter.
 */
public final class JsonForm {

    private static final int MOST_TOLD = 100;

    /** How a field without a name is told. */
    private static final String NAMELESS = "\"\"";

    private final JsonNode node;
    private final String path;
    private final List<Offence> offences;
    private final Set<String> known = new HashSet<>();
    private final List<JsonForm> children = new ArrayList<>();

    private JsonForm(JsonNode node, String path, List<Offence> offences) {
        this.node = node;
        this.path = path;
        this.offences = offences;
    }

    /** A form over an object, wherever it came from. */
    public static JsonForm of(JsonNode object) {
        return new JsonForm(object, "", new ArrayList<>());
    }

    /** A field that may be left out. */
    public <T> Optional<T> optional(String field, Value<T> value) {
        return present(field).flatMap(found -> value.read(found, path(field), offences));
    }

    /** A field that may be left out, and what that means. */
    public <T> T optional(String field, Value<T> value, T otherwise) {
        return optional(field, value).orElse(otherwise);
    }

    /** A field that may be left out, as null. */
    public <T> @Nullable T orNull(String field, Value<T> value) {
        return optional(field, value).orElse(null);
    }

    /** A field that must be there; the stand-in lets reading go on when it is not. */
    public <T> T required(String field, Value<T> value, T standIn) {
        if (!has(field)) {
            refuse(field, "This is required.");
        }
        return optional(field, value).orElse(standIn);
    }

    /** An object that may be left out. */
    public Optional<JsonForm> object(String field) {
        return present(field).flatMap(found -> {
            if (!found.isObject()) {
                refuse(field, "State an object.");
                return Optional.empty();
            }
            JsonForm child = new JsonForm(found, path(field), offences);
            children.add(child);
            return Optional.of(child);
        });
    }

    /** A list of objects that may be left out, which is as if it were empty; entries that are none are told. */
    public List<JsonForm> objects(String field, int most) {
        List<JsonForm> forms = new ArrayList<>();
        present(field).ifPresent(found -> {
            if (!found.isArray() || found.size() > most) {
                refuse(field, "State a list of at most %d objects.".formatted(most));
                return;
            }
            for (int i = 0; i < found.size(); i++) {
                String entry = "%s[%d]".formatted(path(field), i);
                if (found.get(i).isObject()) {
                    JsonForm child = new JsonForm(found.get(i), entry, offences);
                    children.add(child);
                    forms.add(child);
                } else {
                    offences.add(Offence.of(entry, found.get(i), "State an object."));
                }
            }
        });
        return forms;
    }

    /** An object that must be there. */
    public JsonForm requiredObject(String field) {
        if (!has(field)) {
            refuse(field, "This is required.");
        }
        return object(field)
                .orElseGet(() -> new JsonForm(JsonNodeFactory.instance.objectNode(), path(field), new ArrayList<>()));
    }

    /** An object that may be left out, which is as if it were empty. */
    public JsonForm objectOrEmpty(String field) {
        return object(field)
                .orElseGet(() -> new JsonForm(JsonNodeFactory.instance.objectNode(), path(field), offences));
    }

    /** Whether a field was given as null: for changes, where that takes a value away and absence leaves it. */
    public boolean clears(String field) {
        known.add(field);
        JsonNode found = node.get(field);
        return found != null && found.isNull();
    }

    /** A list of objects that must be there, each a form of its own whose faults are told by its own {@link #finish()}. */
    public List<JsonForm> requiredObjects(String field, int most) {
        Optional<JsonNode> found = present(field);
        boolean good = found.isPresent()
                && found.get().isArray()
                && !found.get().isEmpty()
                && found.get().size() <= most;
        if (!good) {
            refuse(field, "State a list of 1 to %d objects.".formatted(most));
            return List.of();
        }
        List<JsonForm> forms = new ArrayList<>();
        for (JsonNode each : found.get()) {
            forms.add(new JsonForm(each, "%s[%d]".formatted(path(field), forms.size()), new ArrayList<>()));
        }
        return List.copyOf(forms);
    }

    /** Tells what is wrong in a form of a list together with what is wrong here. */
    public void absorb(JsonForm listed) {
        offences.addAll(listed.offences());
    }

    /** Whether a field was given, rightly or wrongly. */
    public boolean has(String field) {
        return present(field).isPresent();
    }

    /** Adds what only becomes clear from several fields. */
    public void refuse(String field, String message) {
        offences.add(Offence.of(path(field), node.get(field), message));
    }

    /** Refuses entries of a list of texts, each by its place; the list may lie within an object: {@code checkpoint.readableFrom}. */
    public void refuseEntries(String field, Collection<String> wrong, UnaryOperator<String> message) {
        JsonNode list = node.at("/" + field.replace('.', '/'));
        for (int i = 0; i < list.size(); i++) {
            JsonNode entry = list.get(i);
            if (entry.isString() && wrong.contains(entry.stringValue())) {
                offences.add(Offence.of("%s[%d]".formatted(path(field), i), entry, message.apply(entry.stringValue())));
            }
        }
    }

    /** Whether nothing was wrong so far. */
    public boolean clean() {
        return offences.isEmpty();
    }

    /** Refuses the fields nobody asked for, then everything that was wrong, together. */
    public void finish() {
        List<Offence> all = offences();
        if (!all.isEmpty()) {
            throw Problem.invalid(all);
        }
    }

    /** Everything that is wrong, in the order of reading, unknown fields last. */
    public List<Offence> offences() {
        if (!node.isObject()) {
            return List.of(Offence.of(path, node, "State an object."));
        }
        List<Offence> all = new ArrayList<>(offences);
        addUnknown(all);
        return all.size() <= MOST_TOLD ? all : Collections.unmodifiableList(all.subList(0, MOST_TOLD));
    }

    private void addUnknown(List<Offence> all) {
        for (String field : node.propertyNames()) {
            if (!known.contains(field)) {
                all.add(Offence.of(
                        path(field),
                        node.get(field),
                        "There is no such field. Known here: %s."
                                .formatted(known.stream().sorted().toList())));
            }
        }
        children.forEach(child -> child.addUnknown(all));
    }

    private Optional<JsonNode> present(String field) {
        known.add(field);
        return Optional.ofNullable(node.get(field)).filter(found -> !found.isNull());
    }

    private String path(String field) {
        String named = field.isEmpty() ? NAMELESS : field;
        return path.isEmpty() ? named : path + "." + named;
    }
}
