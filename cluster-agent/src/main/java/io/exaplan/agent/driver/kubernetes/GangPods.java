package io.exaplan.agent.driver.kubernetes;

import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunSpec.WorkerPlacement;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The pods of workers that start together: on exactly their placed nodes, spread over them as evenly as they were placed. */
record GangPods(PodPlacement pods) {

    private static final String HOSTNAME = "kubernetes.io/hostname";

    /** @param members labels that the gang's pods have and no others */
    PodTemplateSpec template(RunSpec gang, NodeFacts like, List<EnvVar> variables, Map<String, String> members) {
        WorkerShape shape = WorkerShape.of(gang);
        return new PodTemplateSpecBuilder(pods.template(gang, shape, like, shape.nodes(), variables))
                .editMetadata()
                .addToLabels(members)
                .endMetadata()
                .editSpec()
                .addNewTopologySpreadConstraint()
                .withTopologyKey(HOSTNAME)
                .withMaxSkew(skew(gang.workers()))
                .withWhenUnsatisfiable("DoNotSchedule")
                .withNewLabelSelector()
                .addToMatchLabels(members)
                .endLabelSelector()
                .endTopologySpreadConstraint()
                .endSpec()
                .build();
    }

    /** The placed nodes differ by so many workers, at least by the one Kubernetes insists on. */
    private static int skew(List<WorkerPlacement> workers) {
        var counts = workers.stream()
                .collect(Collectors.groupingBy(WorkerPlacement::node, Collectors.counting()))
                .values();
        long most = counts.stream().mapToLong(Long::longValue).max().orElse(1);
        long least = counts.stream().mapToLong(Long::longValue).min().orElse(1);
        return (int) Math.max(1, most - least);
    }
}
