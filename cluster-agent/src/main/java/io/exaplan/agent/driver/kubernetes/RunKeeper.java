package io.exaplan.agent.driver.kubernetes;

import io.exaplan.agent.driver.DriverFailure;
import io.exaplan.agent.driver.HoldOutcome;
import io.exaplan.agent.driver.LogLines;
import io.exaplan.agent.driver.StopOutcome;
import io.exaplan.contract.RunReport;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunState;
import io.exaplan.contract.StopOrder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The planner's runs, in the namespaces of their tenants. What can be seen for a moment only (that all workers were up, why a gang failed) is
 * written on the run's Job by a thread of its own, so that the next agent knows it too.
 */
final class RunKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunKeeper.class);

    /** What failed is tried again after so long, when nothing else happens. */
    private static final long RETRY_SECONDS = 5;

    private final KubernetesClient client;
    private final ApplySettings settings;
    private final Set<String> namespaces;
    private final Runs runs;
    private final Workers workers;
    private final RunStates states;
    private final Applying applying;
    private final Leases leases;
    private final Clock clock = Clock.systemUTC();
    private final Semaphore wake = new Semaphore(0);
    private final Thread writer = Thread.ofVirtual().name("run keeper").unstarted(this::write);
    private volatile boolean closed;

    private RunKeeper(
            KubernetesClient client, ApplySettings settings, Nodes nodes, PodPlacement pods, Runnable changed) {
        this.client = client;
        this.settings = settings;
        this.namespaces = settings.allNamespaces();
        this.runs = new Runs(changed);
        this.workers = new Workers(changed);
        this.states = new RunStates(
                workers, name -> nodes.find(name).filter(NodeFacts::ready).isPresent());
        this.leases = new Leases(clock, System::nanoTime);
        this.applying = new Applying(client, settings, pods, nodes, runs, leases);
    }

    static RunKeeper of(
            KubernetesClient client, ApplySettings settings, NodeRules rules, Nodes nodes, Runnable changed) {
        PodTemplates templates = PodTemplates.read(settings.podTemplates(), client.getKubernetesSerialization());
        return new RunKeeper(
                client, settings, nodes, new PodPlacement(settings, rules.toleratedTaints(), templates), changed);
    }

    void watch(Watches watches) {
        for (String namespace : settings.allNamespaces()) {
            watches.add(
                    client.batch().v1().jobs().inNamespace(namespace).withLabel(RunKeys.RUN), Job.class, runs.jobs());
            watches.add(
                    client.services().inNamespace(namespace).withLabel(RunKeys.KIND, RunKeys.SERVICE),
                    Service.class,
                    runs.services());
            watches.add(client.pods().inNamespace(namespace).withLabel(RunKeys.RUN), Pod.class, workers);
        }
    }

    void start() {
        writer.start();
    }

    boolean owns(Pod pod) {
        return namespaces.contains(pod.getMetadata().getNamespace())
                && pod.getMetadata().getLabels() != null
                && pod.getMetadata().getLabels().containsKey(RunKeys.RUN);
    }

    List<RunReport> reports() {
        Instant now = clock.instant();
        return runs.all().stream()
                .filter(job -> !job.acknowledged())
                .sorted(Comparator.comparing(RunFacts::runId))
                .map(job -> states.report(job, now))
                .toList();
    }

    HoldOutcome hold(RunSpec spec) {
        return applying.hold(spec);
    }

    StopOutcome stop(StopOrder order) {
        Optional<Instant> startedAt = runs.find(order.runId()).flatMap(this::startedAt);
        return applying.stop(order, startedAt);
    }

    void forget(Collection<String> runIds) {
        asking(() -> {
            runIds.forEach(runId -> runs.find(runId).ifPresent(this::acknowledge));
            applying.outlived(clock.instant()).forEach(applying::delete);
        });
    }

    Optional<Duration> deadMansSwitch() {
        return settings.deadMansSwitch();
    }

    /** Renews the leases of live runs that have one, before a third of it is over. */
    void heardPlanner(Duration ago) {
        leases.heard(ago);
        asking(() -> runs.all().stream()
                .filter(job -> states.end(job, clock.instant()).isEmpty())
                .forEach(job -> leases.renewal(job).ifPresent(marks -> applying.mark(job, marks))));
    }

    /** The ends of the workers' logs, as much of each; a line tells whose it is where there are several. */
    LogLines log(String runId, int lines) {
        String namespace = runs.find(runId).map(RunFacts::namespace).orElse(settings.namespace());
        return PodLogs.of(client, namespace, runId).tail(lines);
    }

    void markOrphans(Set<String> runIds) {
        asking(() -> {
            for (RunFacts job : runs.all()) {
                boolean orphan = runIds.contains(job.runId());
                if (orphan != "true".equals(job.marks().get(RunKeys.ORPHAN))) {
                    applying.mark(job, Map.of(RunKeys.ORPHAN, Boolean.toString(orphan)));
                }
            }
        });
    }

    /** Something has changed; there may be something to write. */
    void wake() {
        wake.release();
    }

    @Override
    public void close() {
        closed = true;
        writer.interrupt();
    }

    private void acknowledge(RunFacts job) {
        Map<String, String> marks = new HashMap<>();
        states.end(job, clock.instant()).ifPresent(end -> marks.putAll(Applying.marks(end, startedAt(job))));
        marks.put(RunKeys.ACKNOWLEDGED, "true");
        applying.mark(job, marks);
    }

    private Optional<Instant> startedAt(RunFacts job) {
        return job.startedAt().or(() -> states.allUpSince(job, workers.of(job.runId())));
    }

    private void write() {
        while (!closed) {
            try {
                boolean woken = wake.tryAcquire(RETRY_SECONDS, TimeUnit.SECONDS);
                if (woken) {
                    wake.drainPermits();
                }
                runs.all().forEach(this::writeWhatIsNew);
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failure) {
                if (!closed) {
                    LOG.warn("A run's state could not be written; trying again: {}", failure.getMessage());
                }
            }
        }
    }

    private void writeWhatIsNew(RunFacts run) {
        if (run.service() && run.over() && !run.idle()) {
            applying.endRest(run);
        }
        if (run.marks().containsKey(RunKeys.END_REASON)) {
            workers.forget(run.runId());
            return;
        }
        Optional<RunStates.End> end = states.end(run, clock.instant());
        Optional<Instant> startedAt = startedAt(run);
        if (end.isPresent()) {
            applying.mark(run, Applying.marks(end.get(), startedAt));
        } else if (startedAt.isPresent() && run.startedAt().isEmpty()) {
            applying.mark(run, Map.of(RunKeys.STARTED_AT, startedAt.get().toString()));
        }
        boolean succeeded = end.filter(how -> how.state() == RunState.SUCCEEDED).isPresent();
        boolean goesOn = !succeeded && run.failure() == null && !run.idle();
        if (run.service()) {
            // Its replicas are made anew by Kubernetes; nobody asks what became of the old ones.
            workers.forget(run.runId());
        } else if (goesOn && states.lostWorker(run.runId()).isPresent()) {
            applying.endRest(run);
        }
    }

    private void asking(Runnable work) {
        try {
            work.run();
        } catch (KubernetesClientException failure) {
            throw new DriverFailure("Kubernetes refused: " + failure.getMessage(), failure);
        }
    }
}
