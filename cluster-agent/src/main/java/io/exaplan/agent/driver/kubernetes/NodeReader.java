package io.exaplan.agent.driver.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Taint;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads nodes with accelerators. */
record NodeReader(NodeRules rules) {

    private static final String GPU_COUNT = "nvidia.com/gpu.count";
    private static final String GPU_REPLICAS = "nvidia.com/gpu.replicas";

    /** What NVIDIA's feature discovery adds to a product's name when its devices are shared or cut. */
    private static final String SHARE_SUFFIX = "(-SHARED|-MIG-.+)+$";

    /** Taints that repeat what the node's own state says. */
    static final Set<String> STATE_TAINTS = Set.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable");

    private record Offered(String resource, AcceleratorFamily family) {}

    /** The node's facts; empty when it offers no accelerators we know, and offered none before. */
    Optional<NodeFacts> read(Node node, Optional<NodeFacts> before) {
        NodeStatus status = node.getStatus();
        if (status == null) {
            return Optional.empty();
        }
        Map<String, Long> capacity = Quantities.whole(status.getCapacity());
        return offered(capacity)
                .or(() -> before.map(NodeFacts::resource).flatMap(NodeReader::family))
                .map(offered -> facts(node, status, offered, capacity));
    }

    private static Optional<Offered> family(String resource) {
        return AcceleratorFamily.of(resource).map(family -> new Offered(resource, family));
    }

    /** A node of several resources is reported by the one it has most of; ties go to the first name. */
    private static Optional<Offered> offered(Map<String, Long> capacity) {
        return capacity.entrySet().stream()
                .filter(entry -> AcceleratorFamily.of(entry.getKey()).isPresent())
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .flatMap(NodeReader::family);
    }

    private NodeFacts facts(Node node, NodeStatus status, Offered offered, Map<String, Long> capacity) {
        Map<String, String> labels = labels(node);
        int units = Math.max(1, number(labels.get(GPU_REPLICAS)));
        int whole = (int) (capacity.getOrDefault(offered.resource(), 0L) / units);
        int cut = (int) MigSlices.devicesCut(capacity);
        int counted = offered.resource().equals("nvidia.com/gpu") ? number(labels.get(GPU_COUNT)) : 0;
        Optional<ModelMapping> mapping = rules.mappings().stream()
                .filter(candidate -> candidate.fits(offered.resource(), labels))
                .findFirst();
        int stated = mapping.map(ModelMapping::devices).orElse(0);
        Map<String, Long> allocatable = Quantities.whole(status.getAllocatable());
        return new NodeFacts(
                node.getMetadata().getName(),
                mapping.map(ModelMapping::model).orElseGet(() -> model(offered, labels)),
                offered.resource(),
                stated > 0 ? stated : Math.max(counted, whole + cut),
                (int) (allocatable.getOrDefault(offered.resource(), 0L) / units),
                units,
                cut,
                Quantities.milli(quantity(status, "cpu")),
                Quantities.mib(quantity(status, "memory")),
                first(rules.blockLabels(), labels).orElse(null),
                first(rules.rackLabels(), labels).orElse(null),
                ready(status),
                cordoned(node, offered));
    }

    /** The label's word; without one the resource's own name, which the planner shows as a model it does not know. */
    private String model(Offered offered, Map<String, String> labels) {
        return first(rules.modelLabels(), labels)
                .or(() -> first(offered.family().modelLabels(), labels))
                .map(label -> label.replaceFirst(SHARE_SUFFIX, ""))
                .orElseGet(() -> offered.resource().startsWith("huawei.com/")
                        ? offered.resource().substring("huawei.com/".length())
                        : offered.resource());
    }

    private static @Nullable Quantity quantity(NodeStatus status, String resource) {
        return status.getAllocatable() == null ? null : status.getAllocatable().get(resource);
    }

    private static boolean ready(NodeStatus status) {
        return status.getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }

    private boolean cordoned(Node node, Offered offered) {
        return Boolean.TRUE.equals(
                        node.getSpec() == null ? null : node.getSpec().getUnschedulable())
                || taints(node)
                        .anyMatch(taint -> !taint.getEffect().equals("PreferNoSchedule")
                                && !STATE_TAINTS.contains(taint.getKey())
                                && !taint.getKey().equals(offered.resource())
                                && !rules.toleratedTaints().contains(taint.getKey()));
    }

    private static Stream<Taint> taints(Node node) {
        return node.getSpec() == null
                ? Stream.empty()
                : Optional.ofNullable(node.getSpec().getTaints()).stream().flatMap(Collection::stream);
    }

    private static Map<String, String> labels(Node node) {
        return Optional.ofNullable(node.getMetadata().getLabels()).orElse(Map.of());
    }

    private static Optional<String> first(List<String> keys, Map<String, String> labels) {
        return keys.stream()
                .map(labels::get)
                .filter(value -> value != null && !value.isBlank())
                .findFirst();
    }

    private static int number(@Nullable String label) {
        return label != null && label.matches("[0-9]{1,6}") ? Integer.parseInt(label) : 0;
    }
}
