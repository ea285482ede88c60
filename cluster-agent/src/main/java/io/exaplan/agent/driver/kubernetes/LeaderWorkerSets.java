package io.exaplan.agent.driver.kubernetes;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.util.List;

/** The LeaderWorkerSets of one namespace: groups of pods that start, fail and end together, one of them the leader. */
record LeaderWorkerSets(KubernetesClient client, String namespace) {

    static final String CRD = "leaderworkersets.leaderworkerset.x-k8s.io";
    static final String API_VERSION = "leaderworkerset.x-k8s.io/v1";
    static final String KIND = "LeaderWorkerSet";

    /** Label of a group's pods, by their controller: 0 for the leader. */
    static final String WORKER_INDEX = "leaderworkerset.sigs.k8s.io/worker-index";

    private static final ResourceDefinitionContext RESOURCE = new ResourceDefinitionContext.Builder()
            .withGroup("leaderworkerset.x-k8s.io")
            .withVersion("v1")
            .withKind(KIND)
            .withPlural("leaderworkersets")
            .withNamespaced(true)
            .build();

    /** Whether the cluster knows such objects. */
    boolean served() {
        return client.supports(API_VERSION, KIND);
    }

    /** Those of one run, also those that are leaving. */
    List<GenericKubernetesResource> of(String runId) {
        return all().withLabel(RunKeys.RUN, runId).list().getItems();
    }

    /** What is there under this name is the same replica's. */
    void once(GenericKubernetesResource group) {
        try {
            all().resource(group).create();
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw refused;
            }
        }
    }

    /** It stays, marked for deletion, until its last pod is gone. */
    void remove(GenericKubernetesResource group) {
        if (!leaves(group)) {
            all().resource(group)
                    .withPropagationPolicy(DeletionPropagation.FOREGROUND)
                    .delete();
        }
    }

    static boolean leaves(GenericKubernetesResource group) {
        return group.getMetadata().getDeletionTimestamp() != null;
    }

    private NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            all() {
        return client.genericKubernetesResources(RESOURCE).inNamespace(namespace);
    }
}
