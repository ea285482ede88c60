package io.exaplan.agent.driver.kubernetes;

import io.exaplan.agent.driver.DriverFailure;
import io.exaplan.agent.driver.LogLines;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The logs of a run's pods. */
final class PodLogs {

    private static final int MOST_BYTES = 200_000;

    private final KubernetesClient client;
    private final String namespace;
    private final String runId;

    private PodLogs(KubernetesClient client, String namespace, String runId) {
        this.client = client;
        this.namespace = namespace;
        this.runId = runId;
    }

    static PodLogs of(KubernetesClient client, String namespace, String runId) {
        return new PodLogs(client, namespace, runId);
    }

    LogLines tail(int most) {
        try {
            List<String> pods =
                    client.pods().inNamespace(namespace).withLabel(RunKeys.RUN, runId).list().getItems().stream()
                            .sorted(Comparator.comparing(
                                    (Pod pod) -> pod.getMetadata().getName()))
                            .map(pod -> pod.getMetadata().getName())
                            .toList();
            if (pods.isEmpty()) {
                throw new DriverFailure("Run %s has no pods any more; their logs went with them.".formatted(runId));
            }
            return tail(pods, most);
        } catch (KubernetesClientException e) {
            throw new DriverFailure("The log of run %s cannot be read: %s".formatted(runId, e.getMessage()));
        }
    }

    private LogLines tail(List<String> pods, int most) {
        int each = Math.max(1, most / pods.size());
        List<String> all = new ArrayList<>();
        boolean full = false;
        for (String pod : pods) {
            List<String> lines = client.pods()
                    .inNamespace(namespace)
                    .withName(pod)
                    .inContainer(RunKeys.CONTAINER)
                    .limitBytes(Math.max(1, MOST_BYTES / pods.size()))
                    .tailingLines(each)
                    .getLog()
                    .lines()
                    .toList();
            full |= lines.size() >= each;
            lines.forEach(line -> all.add(pods.size() == 1 ? line : "[%s] %s".formatted(pod, line)));
        }
        LogLines last = LogLines.lastOf(all, most);
        return new LogLines(last.lines(), full || last.truncated());
    }
}
