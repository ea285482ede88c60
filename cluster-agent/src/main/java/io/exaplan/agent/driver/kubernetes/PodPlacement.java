package io.exaplan.agent.driver.kubernetes;

import io.exaplan.contract.RunSpec;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.NodeSelectorTermBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the pods of all runs have in common: the operator's template, the worker's container, the nodes they may stand on. */
record PodPlacement(ApplySettings settings, List<String> toleratedTaints, PodTemplates templates) {

    /** @param nodes names of the nodes it may stand on */
    PodTemplateSpec template(
            RunSpec spec, WorkerShape shape, NodeFacts like, List<String> nodes, List<EnvVar> variables) {
        PodTemplateSpec base = templates.of(spec.partition());
        return new PodTemplateSpecBuilder(WorkerContainer.into(base, spec, shape, like.resource(), variables))
                .editOrNewMetadata()
                .addToLabels(RunKeys.labels(spec.runId(), spec.jobId()))
                .endMetadata()
                .editOrNewSpec()
                .withTerminationGracePeriodSeconds(spec.graceSeconds())
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .addAllToTolerations(tolerations(like.resource()))
                .editOrNewAffinity()
                .editOrNewNodeAffinity()
                .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                .withNodeSelectorTerms(nodes.stream().map(PodPlacement::named).toList())
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .endNodeAffinity()
                .endAffinity()
                .endSpec()
                .build();
    }

    /** A term may name one node only; terms are alternatives. */
    private static NodeSelectorTerm named(String node) {
        return new NodeSelectorTermBuilder()
                .addNewMatchField()
                .withKey("metadata.name")
                .withOperator("In")
                .withValues(node)
                .endMatchField()
                .build();
    }

    private List<Toleration> tolerations(String resource) {
        List<Toleration> tolerations = new ArrayList<>();
        Stream.concat(Stream.of(resource), toleratedTaints.stream())
                .map(key -> new TolerationBuilder()
                        .withKey(key)
                        .withOperator("Exists")
                        .build())
                .forEach(tolerations::add);
        for (String key : NodeReader.STATE_TAINTS) {
            tolerations.add(new TolerationBuilder()
                    .withKey(key)
                    .withOperator("Exists")
                    .withEffect("NoExecute")
                    .withTolerationSeconds(settings.nodeLoss().toSeconds())
                    .build());
        }
        return tolerations;
    }
}
