package io.exaplan.agent.driver.kubernetes;

import io.exaplan.agent.settings.Fields;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Settings of the driver for a Kubernetes cluster.
 *
 * @param kubeconfig how to reach it, by its current context; absent inside a pod of the cluster itself
 * @param nodes how nodes are read
 * @param foreignPods the operator's word on how long pods of others stay, the first that fits counts; without one they stay for
 *     ever
 * @param apply how runs become objects; absent when the agent only observes
 * @param usage where utilisation is measured; absent when nothing measures it
 * @param connectTimeout how long the first look may take
 * @param silence how long the API server may be silent before the driver says so
 */
public record KubernetesSettings(
        Optional<Path> kubeconfig,
        NodeRules nodes,
        List<AssumedStay> foreignPods,
        Optional<ApplySettings> apply,
        Optional<UsageSettings> usage,
        Duration connectTimeout,
        Duration silence) {
    public KubernetesSettings {
        foreignPods = List.copyOf(foreignPods);
    }

    /** Reads the block {@code kubernetes} of an agent's settings. */
    public static KubernetesSettings read(Fields fields) {
        String mode = fields.optionalText("mode").orElse("observe");
        if (!mode.equals("observe") && !mode.equals("apply")) {
            fields.complain("mode", "observe or apply");
        }
        boolean applies = mode.equals("apply");
        Optional<ApplySettings> apply = applies || fields.has("apply")
                ? Optional.of(ApplySettings.read(fields.block("apply")))
                : Optional.empty();
        return new KubernetesSettings(
                fields.path("kubeconfig"),
                NodeRules.read(fields),
                fields.blocks("foreignPods").stream().map(AssumedStay::read).toList(),
                apply.filter(settings -> applies),
                fields.has("usage") ? Optional.of(UsageSettings.read(fields.block("usage"))) : Optional.empty(),
                fields.duration(
                        "connectTimeout", Duration.ofSeconds(30), Duration.ofMillis(100), Duration.ofMinutes(10)),
                fields.duration("silence", Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofMinutes(10)));
    }
}
