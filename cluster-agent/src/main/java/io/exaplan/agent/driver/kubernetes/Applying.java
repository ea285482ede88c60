package io.exaplan.agent.driver.kubernetes;

import io.exaplan.agent.driver.HoldOutcome;
import io.exaplan.agent.driver.StopOutcome;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunSpec.WorkerPlacement;
import io.exaplan.contract.StopOrder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes, ends and marks the objects of runs. Everything it knows of a run is written on the run's Job, so that it may be
 * killed after any of its steps.
 */
final class Applying {

    private static final Set<Integer> REFUSALS =
            Set.of(HttpURLConnection.HTTP_BAD_REQUEST, HttpURLConnection.HTTP_FORBIDDEN, 422);

    private final KubernetesClient client;
    private final ApplySettings settings;
    private final RunObjects objects;
    private final Nodes nodes;
    private final Runs runs;
    private final Leases leases;

    Applying(
            KubernetesClient client,
            ApplySettings settings,
            RunObjects objects,
            Nodes nodes,
            Runs runs,
            Leases leases) {
        this.client = client;
        this.settings = settings;
        this.objects = objects;
        this.nodes = nodes;
        this.runs = runs;
        this.leases = leases;
    }

    HoldOutcome hold(RunSpec spec) {
        Optional<String> problem = WorkerShape.problem(spec);
        if (problem.isPresent()) {
            return new HoldOutcome.Impossible(problem.get());
        }
        Optional<JobFacts> known = runs.find(spec.runId());
        try {
            return known.isPresent() ? holdKnown(known.get(), spec) : create(spec);
        } catch (KubernetesClientException refused) {
            String words = "Kubernetes refused: " + refused.getMessage();
            return REFUSALS.contains(refused.getCode())
                    ? new HoldOutcome.Impossible(words)
                    : new HoldOutcome.Postponed(words);
        }
    }

    StopOutcome stop(StopOrder order, Optional<Instant> startedAt) {
        Optional<JobFacts> known = runs.find(order.runId());
        if (known.isEmpty()) {
            return new StopOutcome.NeverHeld();
        }
        if (known.get().stopped()
                || known.get().completed() != null
                || known.get().failure() != null) {
            return new StopOutcome.Ending();
        }
        Map<String, String> marks = new HashMap<>();
        marks.put(RunKeys.STOPPED, order.reason().name());
        startedAt.ifPresent(at -> marks.put(RunKeys.STARTED_AT, at.toString()));
        try {
            patch(known.get().name(), Map.of("annotations", marks), Map.of("suspend", true, "parallelism", 0));
            client.pods()
                    .inNamespace(settings.namespace())
                    .withLabel(RunKeys.RUN, order.runId())
                    .withGracePeriod(order.graceSeconds())
                    .delete();
            return new StopOutcome.Ending();
        } catch (KubernetesClientException refused) {
            return new StopOutcome.Postponed("Kubernetes refused: " + refused.getMessage());
        }
    }

    /** Writes the marks on the run's Job, unless they stand there already. */
    void mark(JobFacts job, Map<String, String> marks) {
        if (!job.marks().entrySet().containsAll(marks.entrySet())) {
            patch(job.name(), Map.of("annotations", marks), Map.of());
        }
    }

    /** Ends what is left of a run whose end is written: a gang does not go on without a worker. */
    void endRest(JobFacts job) {
        patch(job.name(), Map.of(), Map.of("suspend", true, "parallelism", 0));
    }

    /** Removes everything made for a run. */
    void delete(JobFacts job) {
        client.services().inNamespace(settings.namespace()).withName(job.name()).delete();
        client.batch()
                .v1()
                .jobs()
                .inNamespace(settings.namespace())
                .withName(job.name())
                .delete();
    }

    private HoldOutcome holdKnown(JobFacts known, RunSpec spec) {
        Map<String, String> marks = new HashMap<>();
        if (spec.generation() > known.generation()) {
            marks.put(RunKeys.GENERATION, Integer.toString(spec.generation()));
        }
        if (known.acknowledged()) {
            marks.put(RunKeys.ACKNOWLEDGED, "false");
        }
        mark(known, marks);
        return new HoldOutcome.Held();
    }

    private HoldOutcome create(RunSpec spec) {
        Map<String, NodeFacts> placed = new HashMap<>();
        for (WorkerPlacement worker : spec.workers()) {
            Optional<NodeFacts> node = nodes.find(worker.node());
            if (node.isEmpty()) {
                return new HoldOutcome.Postponed("Node %s is not to be seen now.".formatted(worker.node()));
            }
            placed.put(worker.node(), node.get());
        }
        NodeFacts first = placed.get(spec.workers().getFirst().node());
        if (first == null || placed.values().stream().anyMatch(node -> !alike(node, first))) {
            return new HoldOutcome.Impossible(
                    "workers stand on nodes of several resources: %s.".formatted(placed.keySet()));
        }
        if (first.unitsPerDevice() > 1) {
            return new HoldOutcome.Impossible(
                    "Node %s shares its devices in time; whole devices cannot be had there.".formatted(first.name()));
        }
        createOnce(objects.service(spec));
        Job job = createOnce(objects.job(spec, first, leases.first(spec)));
        runs.expect(job);
        return new HoldOutcome.Held();
    }

    private static boolean alike(NodeFacts one, NodeFacts other) {
        return one.resource().equals(other.resource()) && one.unitsPerDevice() == other.unitsPerDevice();
    }

    /** What is there under this name is the same run's: names carry the id. */
    private <T extends HasMetadata> T createOnce(T object) {
        try {
            return client.resource(object).create();
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw refused;
            }
            return client.resource(object).get();
        }
    }

    private void patch(String name, Map<String, ?> metadata, Map<String, ?> spec) {
        Map<String, Object> patch = new HashMap<>();
        if (!metadata.isEmpty()) {
            patch.put("metadata", metadata);
        }
        if (!spec.isEmpty()) {
            patch.put("spec", spec);
        }
        client.batch()
                .v1()
                .jobs()
                .inNamespace(settings.namespace())
                .withName(name)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        client.getKubernetesSerialization().asJson(patch));
    }

    /** Names of all marks that tell an end. */
    static Map<String, String> marks(RunStates.End end, Optional<Instant> startedAt) {
        Map<String, String> marks = new HashMap<>();
        marks.put(RunKeys.END_REASON, end.reason());
        marks.put(RunKeys.ENDED_AT, end.at().toString());
        end.exitCode().ifPresent(code -> marks.put(RunKeys.END_EXIT_CODE, Integer.toString(code)));
        end.message().ifPresent(message -> marks.put(RunKeys.END_MESSAGE, message));
        startedAt.ifPresent(at -> marks.put(RunKeys.STARTED_AT, at.toString()));
        return marks;
    }

    /** Ended and acknowledged runs whose time of remembrance is over. */
    List<JobFacts> outlived(Instant now) {
        return runs.all().stream()
                .filter(JobFacts::acknowledged)
                .filter(job -> job.endedAt()
                        .filter(at -> at.plus(settings.keepEnded()).isBefore(now))
                        .isPresent())
                .toList();
    }
}
