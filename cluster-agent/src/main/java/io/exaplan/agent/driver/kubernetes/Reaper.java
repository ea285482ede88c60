package io.exaplan.agent.driver.kubernetes;

import io.exaplan.contract.RunReasons;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The dead-man's switch: ends runs whose lease is over and deletes their pods. It touches nothing else. The Job stays with the
 * reason written on it, so that the agent that comes back tells it and never makes the run again.
 */
final class Reaper {

    private final KubernetesClient client;
    private final String namespace;
    private final Clock clock;

    Reaper(KubernetesClient client, String namespace, Clock clock) {
        this.client = client;
        this.namespace = namespace;
        this.clock = clock;
    }

    /** Ids of the runs it ended, those included whose pods an earlier look was kept from deleting. */
    List<String> reap() {
        Instant now = clock.instant();
        List<String> reaped = new ArrayList<>();
        client.batch().v1().jobs().inNamespace(namespace).withLabel(RunKeys.RUN).list().getItems().stream()
                .filter(job -> end(job, now))
                .map(job -> job.getMetadata().getLabels().get(RunKeys.RUN))
                .forEach(runId -> {
                    client.pods()
                            .inNamespace(namespace)
                            .withLabel(RunKeys.RUN, runId)
                            .delete();
                    reaped.add(runId);
                });
        return reaped;
    }

    /** Whether the run has a lease, which is over, and lives, or was ended by a reaper that got no further. */
    private static boolean isOver(JobFacts job, Instant now) {
        String ended = job.marks().get(RunKeys.END_REASON);
        return job.lease().isPresent()
                && job.leaseUntil().filter(until -> until.isBefore(now)).isPresent()
                && (ended == null || (ended.equals(RunReasons.LEASE_EXPIRED) && !job.idle()))
                && job.completed() == null
                && job.failure() == null;
    }

    /**
     * Whether this look ended the run. A Job that changed meanwhile is read again: its lease may have been renewed, or only its
     * count of ready pods be another.
     */
    private boolean end(Job listed, Instant now) {
        var named = client.batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .withName(listed.getMetadata().getName());
        for (Job job = listed; job != null && isOver(JobFacts.of(job), now); job = named.get()) {
            try {
                named.patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        client.getKubernetesSerialization().asJson(ended(job, now)));
                return true;
            } catch (KubernetesClientException refused) {
                if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT
                        && refused.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                    throw refused;
                }
            }
        }
        return false;
    }

    private static Map<String, Object> ended(Job job, Instant now) {
        return Map.of(
                "metadata",
                Map.of(
                        "resourceVersion",
                        job.getMetadata().getResourceVersion(),
                        "annotations",
                        Map.of(
                                RunKeys.END_REASON,
                                RunReasons.LEASE_EXPIRED,
                                RunKeys.ENDED_AT,
                                now.toString(),
                                RunKeys.END_MESSAGE,
                                "The planner was not heard for longer than the run's lease.")),
                "spec",
                Map.of("suspend", true, "parallelism", 0));
    }
}
