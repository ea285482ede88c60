package io.exaplan.agent.driver.kubernetes;

import io.exaplan.agent.settings.Fields;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How runs become objects.
 *
 * @param namespace where they are made unless their tenant has a namespace of its own; the operator makes the namespace itself
 * @param namespaces those of certain tenants
 * @param nodeLoss how long a worker bears a node that does not answer before it is given up
 * @param keepEnded how long an ended run's Job is kept once the planner has stored the end; its id cannot be created again
 *     meanwhile
 * @param queue Kueue's local queue, when runs shall pass through one
 * @param deadMansSwitch within what time after a lease is over the reaper surely looks; empty when there is no reaper
 * @param servicePort where the replicas of services take requests
 * @param podTemplates file of the operator's pod template by partition
 */
record ApplySettings(
        String namespace,
        List<RunNamespace> namespaces,
        Duration nodeLoss,
        Duration keepEnded,
        Optional<String> queue,
        Optional<Duration> deadMansSwitch,
        int servicePort,
        Map<String, Path> podTemplates) {

    ApplySettings {
        namespaces = List.copyOf(namespaces);
        podTemplates = Map.copyOf(podTemplates);
    }

    static ApplySettings read(Fields fields) {
        String namespace = RunNamespace.name(fields, "namespace");
        return new ApplySettings(
                namespace,
                RunNamespace.read(fields, namespace),
                fields.duration("nodeLoss", Duration.ofMinutes(1), Duration.ZERO, Duration.ofDays(1)),
                fields.duration("keepEnded", Duration.ofDays(7), Duration.ZERO, Duration.ofDays(3650)),
                fields.optionalText("queue"),
                deadMansSwitch(fields),
                (int) fields.number("servicePort", 8000, 1, 65535),
                PodTemplates.files(fields));
    }

    /** Where a tenant's runs are made. */
    String namespaceOf(String tenant) {
        return namespaces.stream()
                .filter(own -> own.tenants().contains(tenant))
                .map(RunNamespace::name)
                .findFirst()
                .orElse(namespace);
    }

    /** All there may be runs in. */
    Set<String> allNamespaces() {
        Set<String> names = new LinkedHashSet<>(Set.of(namespace));
        namespaces.forEach(own -> names.add(own.name()));
        return names;
    }

    /** The same for runs in one of the namespaces. */
    ApplySettings in(String other) {
        return new ApplySettings(
                other, List.of(), nodeLoss, keepEnded, queue, deadMansSwitch, servicePort, podTemplates);
    }

    private static Optional<Duration> deadMansSwitch(Fields fields) {
        return fields.has("deadMansSwitch")
                ? Optional.of(fields.duration(
                        "deadMansSwitch", Duration.ofMinutes(3), Duration.ofSeconds(1), Duration.ofHours(24)))
                : Optional.empty();
    }
}
