package io.exaplan.engine.catalogue;

import java.util.List;

/**
 * By what an accelerator model is recognised in a cluster, besides its key.
 *
 * @param aliases other names people and schedulers use for it
 * @param kubernetesResources extended resources its device plugins offer, {@code vendor.domain/kind}; several models
 *     may share one
 * @param labelValues values of node labels that name this model and no other, such as those of NVIDIA's GPU feature
 *     discovery. Values that stand for a share of a device ({@code ...-SHARED}, {@code ...-MIG-1g.5gb}) do not belong
 *     here: a share is not a device
 */
public record Recognition(List<String> aliases, List<String> kubernetesResources, List<String> labelValues) {

    public Recognition {
        aliases = List.copyOf(aliases);
        kubernetesResources = List.copyOf(kubernetesResources);
        labelValues = List.copyOf(labelValues);
    }

    /** Recognised by its key alone. */
    public static Recognition byKey() {
        return new Recognition(List.of(), List.of(), List.of());
    }

    void check(Findings findings) {
        findings.requireNoBlanks(aliases, "aliases");
        findings.requireNoBlanks(labelValues, "labelValues");
        for (var resource : kubernetesResources) {
            findings.require(
                    resource.matches("[a-z0-9.-]+/[A-Za-z0-9._-]+"),
                    "kubernetesResources",
                    "states the Kubernetes resource \"%s\".".formatted(resource),
                    "A resource reads like nvidia.com/gpu.");
        }
    }
}
