package io.exaplan.agent.driver.kubernetes;

import io.exaplan.agent.driver.kubernetes.Accelerators.Offered;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Taint;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads nodes with accelerators. */
record NodeReader(NodeRules rules) {

    /** What NVIDIA's feature discovery adds to a product's name when its devices are shared or cut. */
    private static final String SHARE_SUFFIX = "(-SHARED|-MIG-.+)+$";

    /** Taints that repeat what the node's own state says. */
    static final Set<String> STATE_TAINTS = Set.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable");

    /** The node's facts; empty when it offers no accelerators we know, and offered none before. */
    Optional<NodeFacts> read(Node node, Optional<NodeFacts> before) {
        NodeStatus status = node.getStatus();
        if (status == null) {
            return Optional.empty();
        }
        Map<String, Long> capacity = Quantities.whole(status.getCapacity());
        return rules.accelerators()
                .offered(capacity)
                .or(() -> before.map(NodeFacts::resource).flatMap(rules.accelerators()::offered))
                .map(offered -> facts(node, status, offered, capacity));
    }

    private NodeFacts facts(Node node, NodeStatus status, Offered offered, Map<String, Long> capacity) {
        Map<String, String> labels = orNone(node.getMetadata().getLabels());
        Map<String, String> annotations = orNone(node.getMetadata().getAnnotations());
        Optional<HamiRegister> register = offered.family().register().flatMap(key -> HamiRegister.of(key, annotations));
        Optional<ModelMapping> mapping = rules.mappings().stream()
                .filter(candidate -> candidate.fits(offered.resource(), labels))
                .findFirst();
        DeviceCount devices = DeviceCount.of(
                offered,
                new DeviceCount.Sources(capacity, Quantities.whole(status.getAllocatable()), labels, register),
                mapping.map(ModelMapping::devices).orElse(0),
                rules.accelerators().slotsPerDevice(offered.resource()).orElse(0));
        return new NodeFacts(
                node.getMetadata().getName(),
                mapping.map(ModelMapping::model).orElseGet(() -> model(offered, labels, register)),
                offered.resource(),
                devices.nominal(),
                devices.usable(),
                devices.unitsPerDevice(),
                devices.cut(),
                Quantities.milli(quantity(status, "cpu")),
                Quantities.mib(quantity(status, "memory")),
                first(rules.blockLabels(), labels).orElse(null),
                first(rules.rackLabels(), labels).orElse(null),
                ready(status),
                cordoned(node, offered));
    }

    /** The label's word; without one the resource's own name, which the planner shows as a model it does not know. */
    private String model(Offered offered, Map<String, String> labels, Optional<HamiRegister> register) {
        return first(rules.modelLabels(), labels)
                .or(() -> first(offered.family().modelLabels(), labels))
                .map(label -> label.replaceFirst(SHARE_SUFFIX, ""))
                .or(() -> register.map(HamiRegister::type).filter(type -> !type.isBlank()))
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

    private static Map<String, String> orNone(@Nullable Map<String, String> said) {
        return said == null ? Map.of() : said;
    }

    private static Optional<String> first(List<String> keys, Map<String, String> labels) {
        return keys.stream()
                .map(labels::get)
                .filter(value -> value != null && !value.isBlank())
                .findFirst();
    }
}
