package io.exaplan.agent.driver.kubernetes;

import io.exaplan.agent.driver.DriverFailure;
import io.exaplan.agent.driver.LogLines;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The logs of a run's pods. */
final class PodLogs {

    private static final int MOST_BYTES = 200_000;

    /** Of one of many workers. */
    private static final int FEWEST_BYTES = 1_000;

    /** By so much an answer that was cut may be shorter than its limit. */
    private static final int LEEWAY_BYTES = 16;

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
        if (pods.size() == 1) {
            return newest(pods.getFirst(), most, MOST_BYTES);
        }
        int each = Math.max(1, most / pods.size());
        int bytes = Math.max(FEWEST_BYTES, MOST_BYTES / pods.size());
        List<String> all = new ArrayList<>();
        boolean truncated = false;
        for (String pod : pods) {
            LogLines newest = newestOrWhyNot(pod, each, bytes);
            truncated |= newest.truncated();
            newest.lines().forEach(line -> all.add("[%s] %s".formatted(pod, line)));
        }
        LogLines last = LogLines.lastOf(all, most);
        return new LogLines(last.lines(), truncated || last.truncated());
    }

    /** One worker that has not begun must not keep the others' logs from being read. */
    private LogLines newestOrWhyNot(String pod, int most, int bytes) {
        try {
            return newest(pod, most, bytes);
        } catch (KubernetesClientException refused) {
            return new LogLines(List.of("No log: %s".formatted(refused.getMessage())), false);
        }
    }

    /**
     * The last lines that fit. Kubernetes counts bytes from the first line it was asked for and cuts off the newest: it is asked
     * for fewer lines until it cuts off none.
     */
    private LogLines newest(String pod, int most, int bytes) {
        int asked = most;
        while (true) {
            List<String> lines = read(pod, asked, bytes);
            boolean cut = lines.stream().mapToInt(PodLogs::bytes).sum() >= bytes - LEEWAY_BYTES;
            if (!cut || asked == 1) {
                return new LogLines(lines, cut || lines.size() >= asked);
            }
            asked = Math.max(1, Math.min(asked, lines.size()) / 2);
        }
    }

    private List<String> read(String pod, int lines, int bytes) {
        return client.pods()
                .inNamespace(namespace)
                .withName(pod)
                .inContainer(RunKeys.CONTAINER)
                .limitBytes(bytes)
                .tailingLines(lines)
                .getLog()
                .lines()
                .toList();
    }

    private static int bytes(String line) {
        return line.getBytes(StandardCharsets.UTF_8).length + 1;
    }
}
