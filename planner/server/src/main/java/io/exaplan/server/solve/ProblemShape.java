package io.exaplan.server.solve;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.model.EfficiencyWeights;
import io.exaplan.engine.model.FactWeights;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.PlanningSettings;
import io.exaplan.engine.model.Work;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Walks a problem along the engine's records: turns times into seconds, fills in what may be left out, and collects every field
 * that is missing or that nobody knows, each with its path.
 */
final class ProblemShape {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Map<String, Class<?>> WORKS =
            Map.of("FIXED", Work.Fixed.class, "BY_MODEL", Work.ByModel.class, "SERVICE", Work.Service.class);

    /** What goes without saying, by record and component. */
    private static final Map<String, JsonNode> DEFAULTS = Map.ofEntries(
            Map.entry("PlanningProblem.zone", JSON.readTree("\"Asia/Shanghai\"")),
            Map.entry("PlanningProblem.tenants", JSON.readTree("[]")),
            Map.entry("PlanningProblem.runs", JSON.readTree("[]")),
            Map.entry("PlanningProblem.cuts", JSON.readTree("[]")),
            Map.entry("PlanningProblem.current", JSON.readTree("{}")),
            Map.entry("PlanningProblem.reservations", JSON.readTree("[]")),
            Map.entry("PlanningProblem.budgets", JSON.readTree("[]")),
            Map.entry("PlanningProblem.datasets", JSON.readTree("[]")),
            Map.entry("PlanningProblem.targets", JSON.readTree("[]")),
            Map.entry("ReservationFacts.milliDevices", JSON.readTree("0")),
            Map.entry("ReservationFacts.wholeNodes", JSON.readTree("0")),
            Map.entry("BudgetFacts.consumedPflopsDays", JSON.readTree("0")),
            Map.entry("DatasetFacts.open", JSON.readTree("false")),
            Map.entry("DatasetFacts.grants", JSON.readTree("[]")),
            Map.entry("DatasetFacts.residency", JSON.readTree("[]")),
            Map.entry("DatasetFacts.replicas", JSON.readTree("[]")),
            Map.entry("DatasetFacts.sizeGib", JSON.readTree("0")),
            Map.entry("TargetFacts.cohort", JSON.readTree("\"\"")),
            Map.entry("TargetFacts.attainedPflopsDays", JSON.readTree("0")),
            Map.entry("PlanningSettings.facts", JSON.valueToTree(FactWeights.DEFAULTS)),
            Map.entry("PlanningSettings.efficiency", JSON.valueToTree(EfficiencyWeights.DEFAULTS)),
            Map.entry("PlanningProblem.settings", JSON.valueToTree(PlanningSettings.defaults())),
            Map.entry("PartitionFacts.impairedNodes", JSON.readTree("[]")),
            Map.entry("PartitionFacts.tenants", JSON.readTree("[]")),
            Map.entry("PartitionFacts.accepting", JSON.readTree("true")),
            Map.entry("JobFacts.accelerators", JSON.readTree("{}")),
            Map.entry("JobFacts.fabric", JSON.readTree("{\"domain\": \"ANY\", \"required\": false}")),
            Map.entry("JobFacts.kind", JSON.readTree("\"TRAINING\"")),
            Map.entry("JobFacts.earliestStartSecond", JSON.readTree("0")),
            Map.entry("JobFacts.priority", JSON.readTree("0")),
            Map.entry("JobFacts.value", JSON.readTree("1.0")),
            Map.entry("JobFacts.preemptible", JSON.readTree("false")),
            Map.entry("JobFacts.minimumRunSeconds", JSON.readTree("0")),
            Map.entry("JobFacts.data", JSON.readTree("{}")),
            Map.entry("DataNeeds.datasets", JSON.readTree("[]")),
            Map.entry("DataNeeds.residency", JSON.readTree("[]")),
            Map.entry("AcceleratorDemand.models", JSON.readTree("[]")),
            Map.entry("AcceleratorDemand.stacks", JSON.readTree("[]")),
            Map.entry("AcceleratorDemand.minMemoryGib", JSON.readTree("0")),
            Map.entry("Width.speedUps", JSON.readTree("[1.0]")),
            Map.entry("RunFacts.nodes", JSON.readTree("[]")));

    private final List<String> findings = new ArrayList<>();

    /** The problem with seconds for times and nothing left out. */
    JsonNode plain(JsonNode problem) {
        return record(problem, PlanningProblem.class, "");
    }

    List<String> findings() {
        return findings;
    }

    private JsonNode value(JsonNode node, Type type, String name, String path) {
        if (type instanceof ParameterizedType generic) {
            return collected(node, generic, name, path);
        }
        Class<?> plain = (Class<?>) type;
        if (plain == Profile.class) {
            return profile(node, path);
        } else if (plain == Work.class) {
            return work(node, path);
        } else if (plain.isRecord()) {
            return record(node, plain, path);
        }
        return (plain == long.class || plain == Long.class) && node.isString()
                ? seconds(node.stringValue(), name, path)
                : node;
    }

    private JsonNode record(JsonNode node, Class<?> type, String path) {
        if (!node.isObject()) {
            return refuse(node, path, "State an object.");
        }
        ObjectNode result = JSON.createObjectNode();
        List<RecordComponent> components = Arrays.asList(type.getRecordComponents());
        for (RecordComponent component : components) {
            JsonNode given = given(node, type, component);
            String at = path.isEmpty() ? component.getName() : path + "." + component.getName();
            if (given != null) {
                result.set(component.getName(), value(given, component.getGenericType(), component.getName(), at));
            } else if (!mayBeAbsent(component)) {
                findings.add(at + ": this is missing.");
            }
        }
        refuseUnknown(node, components.stream().map(RecordComponent::getName).collect(Collectors.toSet()), path);
        return result;
    }

    private static @Nullable JsonNode given(JsonNode node, Class<?> type, RecordComponent component) {
        JsonNode stated = node.get(component.getName());
        return stated == null || stated.isNull()
                ? DEFAULTS.get(type.getSimpleName() + "." + component.getName())
                : stated;
    }

    private static boolean mayBeAbsent(RecordComponent component) {
        return component.getType() == OptionalDouble.class
                || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private void refuseUnknown(JsonNode node, Set<String> known, String path) {
        node.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> findings.add("%s: there is no such field. Known here: %s."
                        .formatted(
                                path.isEmpty() ? name : path + "." + name,
                                known.stream().sorted().toList())));
    }

    private JsonNode collected(JsonNode node, ParameterizedType type, String name, String path) {
        Type[] arguments = type.getActualTypeArguments();
        if (Collection.class.isAssignableFrom((Class<?>) type.getRawType())) {
            if (!node.isArray()) {
                return refuse(node, path, "State a list.");
            }
            ArrayNode result = JSON.createArrayNode();
            for (int i = 0; i < node.size(); i++) {
                result.add(value(node.get(i), arguments[0], name, path + "[" + i + "]"));
            }
            return result;
        }
        if (!node.isObject()) {
            return refuse(node, path, "State an object.");
        }
        ObjectNode result = JSON.createObjectNode();
        node.properties()
                .forEach(entry -> result.set(
                        entry.getKey(), value(entry.getValue(), arguments[1], name, path + "." + entry.getKey())));
        return result;
    }

    private JsonNode work(JsonNode node, String path) {
        String kind = node.path("type").asString("");
        Class<?> type = WORKS.get(kind);
        if (type == null) {
            return refuse(
                    node,
                    path + ".type",
                    "State one of %s."
                            .formatted(WORKS.keySet().stream().sorted().toList()));
        }
        ObjectNode rest = JSON.createObjectNode();
        node.properties().stream()
                .filter(entry -> !entry.getKey().equals("type"))
                .forEach(entry -> rest.set(entry.getKey(), entry.getValue()));
        JsonNode result = record(rest, type, path);
        return result instanceof ObjectNode object ? object.put("type", kind) : result;
    }

    private JsonNode profile(JsonNode node, String path) {
        if (node.isIntegralNumber()) {
            return JSON.createObjectNode().set("before", node).set("steps", JSON.createArrayNode());
        }
        if (!node.isObject() || !node.path("steps").isArray()) {
            return refuse(node, path, "State a number, or {\"before\": 8, \"steps\": [[time, number], ...]}.");
        }
        ArrayNode steps = JSON.createArrayNode();
        for (JsonNode step : node.get("steps")) {
            boolean inWords = step.isArray() && step.size() == 2 && step.get(0).isString();
            steps.add(
                    inWords
                            ? JSON.createArrayNode()
                                    .add(seconds(step.get(0).stringValue(), "second", path + ".steps"))
                                    .add(step.get(1))
                            : step);
        }
        return JSON.createObjectNode().set("before", node.path("before")).set("steps", steps);
    }

    /** A time where a second is meant, a duration where seconds are. */
    private JsonNode seconds(String text, String name, String path) {
        boolean instant = name.endsWith("econd");
        try {
            long seconds = instant
                    ? Instant.parse(text).getEpochSecond()
                    : Duration.parse(text).toSeconds();
            return JSON.valueToTree(seconds);
        } catch (DateTimeException e) {
            findings.add("%s: (%s) is no %s."
                    .formatted(
                            path, text, instant ? "instant; write 2026-03-02T08:00:00Z" : "duration; write PT4H30M"));
            return JSON.valueToTree(1);
        }
    }

    private JsonNode refuse(JsonNode node, String path, String message) {
        findings.add("%s: %s".formatted(path.isEmpty() ? "the problem" : path, message));
        return node;
    }
}
