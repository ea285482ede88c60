package io.exaplan.agent.driver.kubernetes;

import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunSpec.WorkerPlacement;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes, resizes and empties the Deployments of services. Every step may be the last of an agent, and is safe to repeat. */
record Serving(KubernetesClient client, String namespace, ServiceObjects objects) {

    /** So many replicas on each node as the specification says; those that leave go first, for their devices. */
    void bring(RunSpec spec, Service owner, Map<String, NodeFacts> nodes) {
        TreeMap<String, Integer> wanted = spec.workers().stream()
                .collect(Collectors.toMap(WorkerPlacement::node, worker -> 1, Integer::sum, TreeMap::new));
        Map<String, String> nodeNames =
                wanted.keySet().stream().collect(Collectors.toMap(RunKeys::shortNode, node -> node));
        Map<String, Integer> present = new TreeMap<>();
        for (Deployment deployment : of(client, namespace, spec.runId())) {
            String node = nodeNames.get(deployment.getMetadata().getLabels().getOrDefault(RunKeys.NODE, ""));
            Integer due = node == null ? null : wanted.get(node);
            if (node == null || due == null) {
                client.resource(deployment).delete();
            } else {
                int now = deployment.getSpec().getReplicas();
                present.put(node, now);
                resize(client, deployment, Math.min(now, due));
            }
        }
        wanted.forEach((node, replicas) -> {
            Integer now = present.get(node);
            Deployment deployment = objects.deployment(spec, owner, Objects.requireNonNull(nodes.get(node)), replicas);
            if (now == null) {
                Writes.once(client, deployment);
            } else if (now < replicas) {
                resize(client, deployment, replicas);
            }
        });
    }

    /** Tells a service to have no replica any more. What holds them stays until they are gone, so that this can be seen. */
    static void empty(KubernetesClient client, String namespace, RunFacts run) {
        if (run.grouped()) {
            LeaderWorkerSets sets = new LeaderWorkerSets(client, namespace);
            sets.of(run.runId()).forEach(sets::remove);
        } else {
            of(client, namespace, run.runId()).forEach(deployment -> resize(client, deployment, 0));
        }
    }

    /** Whether Kubernetes has let go of all replicas, and will make no other. */
    static boolean isEmpty(KubernetesClient client, String namespace, RunFacts run) {
        if (run.grouped()) {
            return new LeaderWorkerSets(client, namespace).of(run.runId()).isEmpty();
        }
        return of(client, namespace, run.runId()).stream()
                .allMatch(deployment -> deployment.getSpec().getReplicas() == 0
                        && deployment.getStatus() != null
                        && Objects.equals(
                                deployment.getStatus().getObservedGeneration(),
                                deployment.getMetadata().getGeneration())
                        && Objects.requireNonNullElse(deployment.getStatus().getReplicas(), 0) == 0);
    }

    private static List<Deployment> of(KubernetesClient client, String namespace, String runId) {
        return client.apps()
                .deployments()
                .inNamespace(namespace)
                .withLabel(RunKeys.RUN, runId)
                .list()
                .getItems();
    }

    private static void resize(KubernetesClient client, Deployment deployment, int replicas) {
        if (deployment.getSpec().getReplicas() != replicas
                || deployment.getMetadata().getResourceVersion() == null) {
            Writes.merge(client, deployment, Map.of("spec", Map.of("replicas", replicas)));
        }
    }
}
