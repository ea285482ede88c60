package io.exaplan.agent.driver.kubernetes;

import io.exaplan.agent.driver.HoldOutcome;
import io.exaplan.agent.driver.StopOutcome;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunSpec.WorkerPlacement;
import io.exaplan.contract.StopOrder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes, ends and marks the objects of runs. Everything it knows of a run is written on the run's Job or Service, so that it
 * may be killed after any of its steps.
 */
final class Applying {

    private static final Set<Integer> REFUSALS =
            Set.of(HttpURLConnection.HTTP_BAD_REQUEST, HttpURLConnection.HTTP_FORBIDDEN, 422);

    private final KubernetesClient client;
    private final ApplySettings settings;
    private final PodPlacement pods;
    private final Nodes nodes;
    private final Runs runs;
    private final Leases leases;

    Applying(
            KubernetesClient client, ApplySettings settings, PodPlacement pods, Nodes nodes, Runs runs, Leases leases) {
        this.client = client;
        this.settings = settings;
        this.pods = pods;
        this.nodes = nodes;
        this.runs = runs;
        this.leases = leases;
    }

    HoldOutcome hold(RunSpec spec) {
        Optional<String> problem = WorkerShape.problem(spec);
        if (problem.isPresent()) {
            return new HoldOutcome.Impossible(problem.get());
        }
        Optional<RunFacts> known = runs.find(spec.runId());
        // A run stays where it was made, wherever its tenant's runs go by now.
        String namespace = known.map(RunFacts::namespace).orElseGet(() -> settings.namespaceOf(spec.tenant()));
        RunPlace place = RunPlace.of(client, settings.in(namespace), pods);
        try {
            return known.isPresent() ? holdKnown(known.get(), spec, place) : create(spec, place);
        } catch (KubernetesClientException refused) {
            String words = "Kubernetes refused: " + refused.getMessage();
            return REFUSALS.contains(refused.getCode())
                    ? new HoldOutcome.Impossible(words)
                    : new HoldOutcome.Postponed(words);
        }
    }

    StopOutcome stop(StopOrder order, Optional<Instant> startedAt) {
        Optional<RunFacts> known = runs.find(order.runId());
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
            end(known.get(), marks);
            client.pods()
                    .inNamespace(known.get().namespace())
                    .withLabel(RunKeys.RUN, order.runId())
                    .withGracePeriod(order.graceSeconds())
                    .delete();
            return new StopOutcome.Ending();
        } catch (KubernetesClientException refused) {
            return new StopOutcome.Postponed("Kubernetes refused: " + refused.getMessage());
        }
    }

    /** Writes the marks on what carries the run, unless they stand there already. */
    void mark(RunFacts run, Map<String, String> marks) {
        if (!run.marks().entrySet().containsAll(marks.entrySet())) {
            Writes.merge(client, carrier(run), annotations(marks));
        }
    }

    /** Ends what is left of a run whose end is written: a gang does not go on without a worker. */
    void endRest(RunFacts run) {
        end(run, Map.of());
        if (run.service() && Serving.isEmpty(client, run.namespace(), run)) {
            mark(run, Map.of(RunKeys.TAKEN_DOWN, "true"));
        }
    }

    /** Removes everything made for a run. */
    void delete(RunFacts run) {
        client.services().inNamespace(run.namespace()).withName(run.name()).delete();
        if (!run.service()) {
            client.resource(carrier(run)).delete();
        }
    }

    /** The marks come first: whoever finds them goes on from there. */
    private void end(RunFacts run, Map<String, String> marks) {
        if (run.service()) {
            mark(run, marks);
            Serving.empty(client, run.namespace(), run);
        } else {
            Map<String, Object> patch = new HashMap<>(annotations(marks));
            patch.put("spec", Map.of("suspend", true, "parallelism", 0));
            Writes.merge(client, carrier(run), patch);
        }
    }

    private static HasMetadata carrier(RunFacts run) {
        ObjectMeta named = new ObjectMetaBuilder()
                .withNamespace(run.namespace())
                .withName(run.name())
                .build();
        return run.service()
                ? new ServiceBuilder().withMetadata(named).build()
                : new JobBuilder().withMetadata(named).build();
    }

    private static Map<String, Object> annotations(Map<String, String> marks) {
        return marks.isEmpty() ? Map.of() : Map.of("metadata", Map.of("annotations", marks));
    }

    private HoldOutcome holdKnown(RunFacts known, RunSpec spec, RunPlace place) {
        Map<String, String> marks = new HashMap<>();
        if (known.acknowledged()) {
            marks.put(RunKeys.ACKNOWLEDGED, "false");
        }
        if (spec.generation() > known.generation()) {
            if (known.service() && !known.over()) {
                return serve(spec, place);
            }
            marks.put(RunKeys.GENERATION, Integer.toString(spec.generation()));
        }
        mark(known, marks);
        return new HoldOutcome.Held();
    }

    private HoldOutcome create(RunSpec spec, RunPlace place) {
        if (spec.kind() == RunSpec.WorkKind.INFERENCE) {
            return serve(spec, place);
        }
        return onNodes(spec, placed -> {
            Writes.once(client, place.objects().service(spec));
            NodeFacts like = placed.values().iterator().next();
            runs.jobs().expect(Writes.once(client, place.objects().job(spec, like, leases.first(spec))));
            return new HoldOutcome.Held();
        });
    }

    /** A service as its newest specification says, whether it is new or there already. */
    private HoldOutcome serve(RunSpec spec, RunPlace place) {
        int size = WorkerShape.groupSize(spec);
        if (size > 1 && !place.sets().served()) {
            return new HoldOutcome.Impossible(
                    "each replica has %d workers, which needs LeaderWorkerSet: this cluster has no %s (%s). Its operator can install it."
                            .formatted(size, LeaderWorkerSets.CRD, LeaderWorkerSets.API_VERSION));
        }
        return onNodes(spec, placed -> {
            Service carrier = Writes.once(client, place.serviceObjects().service(spec, leases.first(spec)));
            runs.services().expect(carrier);
            RunFacts run = RunFacts.of(carrier);
            return run.over() ? new HoldOutcome.Held() : bring(spec, carrier, placed, size, place);
        });
    }

    /** The generation is marked last: until then the planner says again what is due. */
    private HoldOutcome bring(RunSpec spec, Service carrier, Map<String, NodeFacts> placed, int size, RunPlace place) {
        if (size == 1) {
            place.serving().bring(spec, carrier, placed);
        } else {
            List<String> leaving = place.groups().bring(spec, carrier, placed);
            if (!leaving.isEmpty()) {
                return new HoldOutcome.Postponed("Still leaving their former nodes: %s.".formatted(leaving));
            }
        }
        mark(
                RunFacts.of(carrier),
                Map.of(
                        RunKeys.GENERATION,
                        Integer.toString(spec.generation()),
                        RunKeys.REPLICAS,
                        Integer.toString(spec.workers().size() / size)));
        return new HoldOutcome.Held();
    }

    private HoldOutcome onNodes(RunSpec spec, Function<Map<String, NodeFacts>, HoldOutcome> makes) {
        Map<String, NodeFacts> placed = new HashMap<>();
        for (WorkerPlacement worker : spec.workers()) {
            Optional<NodeFacts> node = nodes.find(worker.node());
            if (node.isEmpty()) {
                return new HoldOutcome.Postponed("Node %s is not to be seen now.".formatted(worker.node()));
            }
            placed.put(worker.node(), node.get());
        }
        NodeFacts first = placed.values().iterator().next();
        if (placed.values().stream().anyMatch(node -> !alike(node, first))) {
            return new HoldOutcome.Impossible(
                    "workers stand on nodes of several resources: %s.".formatted(placed.keySet()));
        }
        if (first.unitsPerDevice() > 1) {
            return new HoldOutcome.Impossible(
                    "Node %s shares its devices in time; whole devices cannot be had there.".formatted(first.name()));
        }
        return makes.apply(placed);
    }

    private static boolean alike(NodeFacts one, NodeFacts other) {
        return one.resource().equals(other.resource()) && one.unitsPerDevice() == other.unitsPerDevice();
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
    List<RunFacts> outlived(Instant now) {
        return runs.all().stream()
                .filter(RunFacts::acknowledged)
                .filter(job -> job.endedAt()
                        .filter(at -> at.plus(settings.keepEnded()).isBefore(now))
                        .isPresent())
                .toList();
    }
}
