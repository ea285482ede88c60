package io.exaplan.agent.driver.kubernetes;

import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunSpec.WorkerPlacement;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Words the LeaderWorkerSets of a service whose replicas have several workers: one of one group for each replica, for its two
 * templates are all groups' alike, and every replica stands on nodes of its own.
 */
record GroupObjects(ApplySettings settings, GangPods pods) {

    /**
     * One replica's.
     *
     * @param replica the run with this replica's workers alone
     */
    GenericKubernetesResource group(RunSpec replica, Service owner, NodeFacts like) {
        int number = replica.workers().getFirst().replica();
        String name = RunKeys.groupName(replica.runId(), number);
        Map<String, String> members = Map.of(RunKeys.RUN, replica.runId(), RunKeys.REPLICA, Integer.toString(number));
        GenericKubernetesResource group = new GenericKubernetesResource();
        group.setApiVersion(LeaderWorkerSets.API_VERSION);
        group.setKind(LeaderWorkerSets.KIND);
        group.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(settings.namespace())
                .withLabels(RunKeys.labels(replica.runId(), replica.jobId()))
                .addToLabels(members)
                .addToLabels(RunKeys.NODE, RunKeys.shortNode(places(replica)))
                .addToLabels(settings.queue()
                        .map(queue -> Map.of(RunKeys.QUEUE, queue))
                        .orElse(Map.of()))
                .withOwnerReferences(ServiceObjects.ownedBy(owner))
                .build());
        group.setAdditionalProperty("spec", spec(replica, like, name, members));
        return group;
    }

    /** When one of its workers fails or is deleted, all are made anew: none can go on without the others. */
    private Map<String, Object> spec(RunSpec replica, NodeFacts like, String name, Map<String, String> members) {
        Endpoint endpoint = Endpoint.of(replica, settings);
        PodTemplateSpec each = pods.template(replica, like, variables(replica, name, endpoint), members);
        return Map.of(
                "replicas",
                1,
                "leaderWorkerTemplate",
                Map.of(
                        "size",
                        replica.workers().size(),
                        "restartPolicy",
                        "RecreateGroupOnPodRestart",
                        "leaderTemplate",
                        endpoint.in(each),
                        "workerTemplate",
                        unasked(each)));
    }

    private List<EnvVar> variables(RunSpec replica, String name, Endpoint endpoint) {
        String leader = name + "-0." + name + "." + settings.namespace();
        List<EnvVar> variables = new ArrayList<>(
                Rendezvous.variables(replica.runId(), leader, WorkerShape.of(replica), Rendezvous.GROUP_INDEX));
        variables.add(WorkerContainer.plain("PORT", Integer.toString(endpoint.port())));
        return variables;
    }

    /** Only the leader takes requests, so only it is asked whether it is ready. */
    private static PodTemplateSpec unasked(PodTemplateSpec template) {
        return new PodTemplateSpecBuilder(template)
                .editSpec()
                .editMatchingContainer(container -> container.getName().equals(RunKeys.CONTAINER))
                .withReadinessProbe(null)
                .endContainer()
                .endSpec()
                .build();
    }

    private static String places(RunSpec replica) {
        return replica.workers().stream().map(WorkerPlacement::node).sorted().collect(Collectors.joining(","));
    }
}
