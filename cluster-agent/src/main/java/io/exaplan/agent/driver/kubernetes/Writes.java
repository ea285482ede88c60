package io.exaplan.agent.driver.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.Map;

/** The two ways the driver writes objects. */
final class Writes {

    private Writes() {}

    /** What is there under this name is the same run's: names carry the id. */
    static <T extends HasMetadata> T once(KubernetesClient client, T object) {
        try {
            return client.resource(object).create();
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw refused;
            }
            return client.resource(object).get();
        }
    }

    /** Merges into the object of that kind and name, and leaves the rest of it alone. */
    static void merge(KubernetesClient client, HasMetadata object, Map<String, ?> patch) {
        client.resource(object)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        client.getKubernetesSerialization().asJson(patch));
    }
}
