package io.exaplan.server.inventory;

import io.exaplan.engine.catalogue.InvalidCatalogueEntryException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The fields of one JSON object. A field of the wrong type, and one that nobody asked for, is noted as a problem and
 * reading goes on, so that one run tells them all. An absent field reads as nothing: whoever needs it complains.
 */
final class JsonFields {

    private final String file;
    private final String path;
    private final JsonNode object;
    private final List<CatalogueProblem> problems;
    private final Set<String> known = new HashSet<>();

    JsonFields(String file, String path, JsonNode object, List<CatalogueProblem> problems) {
        this.file = file;
        this.path = path;
        this.object = object;
        this.problems = problems;
    }

    String text(String field) {
        return read(field, JsonNode::isString, "a text")
                .map(JsonNode::stringValue)
                .orElse("");
    }

    OptionalDouble number(String field) {
        return read(field, JsonNode::isNumber, "a number").stream()
                .mapToDouble(JsonNode::doubleValue)
                .findFirst();
    }

    int integer(String field) {
        return read(field, JsonNode::canConvertToInt, "a whole number")
                .map(JsonNode::intValue)
                .orElse(0);
    }

    /** One of the constants by its name; the fallback where the field is absent or names none, which is a problem. */
    <E extends Enum<E>> E constant(String field, Class<E> type, E fallback) {
        var name = text(field);
        var constant = constantOf(type, name);
        if (constant.isEmpty() && !hasProblem(field)) {
            problem(field, noConstant(name, type));
        }
        return constant.orElse(fallback);
    }

    List<String> texts(String field) {
        return read(field, node -> isListOf(node, JsonNode::isString), "a list of texts").stream()
                .flatMap(list -> list.values().stream())
                .map(JsonNode::stringValue)
                .toList();
    }

    <E extends Enum<E>> Map<E, Double> numbersBy(String field, Class<E> type) {
        var numbers = new EnumMap<E, Double>(type);
        var inner = object(field);
        inner.object.propertyNames().forEach(name -> {
            var number = inner.number(name);
            constantOf(type, name)
                    .ifPresentOrElse(
                            constant -> number.ifPresent(value -> numbers.put(constant, value)),
                            () -> inner.problem(name, noConstant(name, type)));
        });
        return numbers;
    }

    /** The object under a field; one without fields where there is none. */
    JsonFields object(String field) {
        var node = read(field, JsonNode::isObject, "an object").orElseGet(JsonNodeFactory.instance::objectNode);
        return new JsonFields(file, path + "/" + field, node, problems);
    }

    List<JsonFields> objects(String field) {
        var found = new ArrayList<JsonFields>();
        read(field, node -> isListOf(node, JsonNode::isObject), "a list of objects").stream()
                .flatMap(list -> list.values().stream())
                .forEach(element -> found.add(
                        new JsonFields(file, "%s/%s/%d".formatted(path, field, found.size()), element, problems)));
        return found;
    }

    /** Builds something of these fields, notes what it complains of, and then each field it did not read. */
    <T> Optional<T> build(Supplier<T> construction) {
        try {
            return Optional.of(construction.get());
        } catch (InvalidCatalogueEntryException invalid) {
            invalid.problems().stream()
                    .filter(problem -> !hasProblem(problem.field()))
                    .forEach(problem -> problem(problem.field(), problem.message()));
            return Optional.empty();
        } finally {
            refuseOthers();
        }
    }

    /** Notes every field that was not read so far. */
    void refuseOthers() {
        object.propertyNames().stream()
                .filter(field -> !known.contains(field))
                .forEach(field -> problem(field, "Nothing reads this field.\nCorrect its name, or leave it out."));
    }

    void problem(String field, String message) {
        problems.add(new CatalogueProblem(file, path + "/" + field, message));
    }

    private boolean hasProblem(String field) {
        return problems.stream()
                .anyMatch(
                        problem -> problem.file().equals(file) && problem.path().equals(path + "/" + field));
    }

    private Optional<JsonNode> read(String field, Predicate<JsonNode> right, String type) {
        known.add(field);
        var node = object.path(field);
        if (right.test(node)) {
            return Optional.of(node);
        }
        if (!node.isMissingNode()) {
            problem(field, "This is %s.\nState %s, or leave the field out.".formatted(node, type));
        }
        return Optional.empty();
    }

    private static boolean isListOf(JsonNode node, Predicate<JsonNode> element) {
        return node.isArray() && node.values().stream().allMatch(element);
    }

    private static <E extends Enum<E>> Optional<E> constantOf(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst();
    }

    private static <E extends Enum<E>> String noConstant(String name, Class<E> type) {
        return "This is \"%s\".\nState one of %s.".formatted(name, Arrays.toString(type.getEnumConstants()));
    }
}
