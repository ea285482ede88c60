package io.exaplan.agent.driver.kubernetes;

import io.exaplan.contract.RunReasons;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The dead-man's switch: ends runs whose lease is over and deletes their pods. It touches nothing else. The Job or Service stays with
 * the reason written on it, so that the agent that comes back tells it and never makes the run again.
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
        var jobs = client.batch().v1().jobs().inNamespace(namespace);
        var services = client.services().inNamespace(namespace);
        List<RunFacts> reaped = new ArrayList<>();
        jobs.withLabel(RunKeys.RUN).list().getItems().stream()
                .filter(job -> end(job, jobs::withName, RunFacts::of, now))
                .map(RunFacts::of)
                .forEach(reaped::add);
        services.withLabel(RunKeys.KIND, RunKeys.SERVICE).list().getItems().stream()
                .filter(service -> end(service, services::withName, RunFacts::of, now))
                .map(RunFacts::of)
                .forEach(run -> {
                    Serving.empty(client, namespace, run);
                    reaped.add(run);
                });
        reaped.stream()
                .filter(run -> !run.grouped())
                .forEach(run -> client.pods()
                        .inNamespace(namespace)
                        .withLabel(RunKeys.RUN, run.runId())
                        .delete());
        return reaped.stream().map(RunFacts::runId).toList();
    }

    /** Whether the run has a lease, which is over, and lives, or was ended by a reaper that got no further. */
    private static boolean isOver(RunFacts run, Instant now) {
        String ended = run.marks().get(RunKeys.END_REASON);
        return run.lease().isPresent()
                && run.leaseUntil().filter(until -> until.isBefore(now)).isPresent()
                && (ended == null || (ended.equals(RunReasons.LEASE_EXPIRED) && !run.idle()))
                && run.completed() == null
                && run.failure() == null;
    }

    /**
     * Whether this look ended the run. A Job that changed meanwhile is read again: its lease may have been renewed, or only its
     * count of ready pods be another.
     */
    private <T extends HasMetadata> boolean end(
            T listed, Function<String, ? extends Resource<T>> resources, Function<T, RunFacts> facts, Instant now) {
        Resource<T> named = resources.apply(listed.getMetadata().getName());
        for (T object = listed; object != null && isOver(facts.apply(object), now); object = named.get()) {
            try {
                named.patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        client.getKubernetesSerialization()
                                .asJson(ended(object, facts.apply(object).service(), now)));
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

    private static Map<String, Object> ended(HasMetadata object, boolean service, Instant now) {
        Map<String, Object> metadata = Map.of(
                "resourceVersion",
                object.getMetadata().getResourceVersion(),
                "annotations",
                Map.of(
                        RunKeys.END_REASON,
                        RunReasons.LEASE_EXPIRED,
                        RunKeys.ENDED_AT,
                        now.toString(),
                        RunKeys.END_MESSAGE,
                        "The planner was not heard for longer than the run's lease."));
        return service
                ? Map.of("metadata", metadata)
                : Map.of("metadata", metadata, "spec", Map.of("suspend", true, "parallelism", 0));
    }
}
