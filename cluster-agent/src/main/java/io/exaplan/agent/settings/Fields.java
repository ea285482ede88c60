package io.exaplan.agent.settings;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of one block. A field that is wrong is complained about and read as a legal stand-in, so that reading goes on
 * to the next one; {@link SettingsFile} refuses the file in the end.
 */
public final class Fields {

    private final ObjectNode block;
    private final String path;
    private final Path folder;
    private final Complaints complaints;
    private final Set<String> read = new LinkedHashSet<>();
    private final List<Fields> inner = new ArrayList<>();

    Fields(JsonNode block, String path, Path folder, Complaints complaints) {
        this.path = path;
        this.folder = folder;
        this.complaints = complaints;
        if (block instanceof ObjectNode object) {
            this.block = object;
        } else {
            this.block = JsonNodeFactory.instance.objectNode();
            complaints.add(path.isEmpty() ? "The file" : path, block.toString(), "a block of named fields");
        }
    }

    /** Whether the field is there and not null. Does not count as reading it. */
    public boolean has(String name) {
        return block.hasNonNull(name);
    }

    /** A required text that is not blank. */
    public String text(String name, String allowed) {
        return required(name, optionalText(name), allowed, "");
    }

    /** A text that may be left out. Numbers and booleans read as they are written. */
    public Optional<String> optionalText(String name) {
        return find(name).flatMap(value -> {
            if (value.isValueNode() && !value.asString().isBlank()) {
                return Optional.of(value.asString().strip());
            }
            complain(name, value, "a text that is not blank");
            return Optional.empty();
        });
    }

    /** A text that must be understood by the reader, which throws IllegalArgumentException when it is not. */
    public <T> Optional<T> parsed(String name, String allowed, Function<String, T> reader) {
        return optionalText(name).flatMap(text -> {
            try {
                return Optional.of(reader.apply(text));
            } catch (IllegalArgumentException | DateTimeException unreadable) {
                complaints.add(full(name), quoted(text), allowed);
                return Optional.empty();
            }
        });
    }

    /** What was read of a required field. When it is missing altogether that is complained about, with a stand-in. */
    public <T> T required(String name, Optional<T> value, String allowed, T standIn) {
        if (!has(name)) {
            complaints.missing(full(name), allowed);
        }
        return value.orElse(standIn);
    }

    /** A path, resolved against the folder of the settings file. */
    public Optional<Path> path(String name) {
        return parsed(
                name,
                "the path of a file or folder",
                text -> folder.resolve(text).normalize());
    }

    /** A whole number within the bounds, both included. */
    public long number(String name, long otherwise, long least, long most) {
        return find(name)
                .map(value -> {
                    if (value.isIntegralNumber() && value.canConvertToLong()) {
                        long number = value.longValue();
                        if (number >= least && number <= most) {
                            return number;
                        }
                    }
                    complain(name, value, "a whole number from " + least + " to " + most);
                    return otherwise;
                })
                .orElse(otherwise);
    }

    /** A number within the bounds, both included. */
    public double real(String name, double otherwise, double least, double most) {
        return find(name)
                .map(value -> {
                    if (value.isNumber() && value.doubleValue() >= least && value.doubleValue() <= most) {
                        return value.doubleValue();
                    }
                    complain(name, value, "a number from " + least + " to " + most);
                    return otherwise;
                })
                .orElse(otherwise);
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String name, boolean otherwise) {
        return find(name)
                .map(value -> {
                    if (value.isBoolean()) {
                        return value.booleanValue();
                    }
                    complain(name, value, "true or false");
                    return otherwise;
                })
                .orElse(otherwise);
    }

    /** An ISO 8601 duration within the bounds, both included. */
    public Duration duration(String name, Duration otherwise, Duration least, Duration most) {
        String allowed = "an ISO 8601 duration from " + least + " to " + most;
        return parsed(name, allowed, Duration::parse)
                .filter(duration -> {
                    boolean inside = duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0;
                    if (!inside) {
                        complaints.add(full(name), duration.toString(), allowed);
                    }
                    return inside;
                })
                .orElse(otherwise);
    }

    /** A list of texts; absent when the field is. */
    public Optional<List<String>> texts(String name) {
        return find(name).map(value -> {
            if (!value.isArray()) {
                complain(name, value, "a list of texts");
            }
            return value.values().stream().map(JsonNode::asString).toList();
        });
    }

    /** An inner block; an empty one when it was left out. */
    public Fields block(String name) {
        Fields block =
                new Fields(find(name).orElseGet(JsonNodeFactory.instance::objectNode), full(name), folder, complaints);
        inner.add(block);
        return block;
    }

    /** A list of inner blocks, empty when it was left out. */
    public List<Fields> blocks(String name) {
        Optional<JsonNode> list = find(name);
        if (list.isPresent() && !list.get().isArray()) {
            complain(name, list.get(), "a list of blocks");
        }
        List<Fields> blocks = new ArrayList<>();
        for (JsonNode element : list.map(JsonNode::values).orElse(List.of())) {
            blocks.add(new Fields(element, full(name) + "[" + blocks.size() + "]", folder, complaints));
        }
        inner.addAll(blocks);
        return blocks;
    }

    /** The blocks of a list, each laid over this file's block of defaults: what a block does not say, the defaults say. */
    public List<Fields> blocksOver(String defaults, String name) {
        ObjectNode base =
                block.path(defaults) instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        read.add(defaults);
        List<Fields> merged = new ArrayList<>();
        for (Fields over : blocks(name)) {
            merged.add(new Fields(Overlay.merge(base, over.block), over.path, folder, complaints));
            inner.remove(over);
        }
        inner.addAll(merged);
        return merged;
    }

    /** Complains in the reader's own words about a field that was read. */
    public void complain(String name, String allowed) {
        complain(name, block.path(name), allowed);
    }

    /** Complains in the reader's own words about the block as a whole. */
    public void complainAboutBlock(String value, String allowed) {
        complaints.add(path.isEmpty() ? "The file" : path, value, allowed);
    }

    void complainAboutUnread() {
        for (String name : block.propertyNames()) {
            if (!read.contains(name)) {
                complaints.add(full(name) + " is not known here; known: " + String.join(", ", read) + ".");
            }
        }
        inner.forEach(Fields::complainAboutUnread);
    }

    private Optional<JsonNode> find(String name) {
        read.add(name);
        @Nullable JsonNode value = block.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    private void complain(String name, JsonNode value, String allowed) {
        complaints.add(full(name), value.isMissingNode() ? "missing" : value.toString(), allowed);
    }

    private String full(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
