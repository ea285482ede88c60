package io.exaplan.agent.driver.kubernetes;

import io.exaplan.agent.driver.ClusterDriver;
import io.exaplan.agent.driver.DriverFailure;
import io.exaplan.agent.driver.HoldOutcome;
import io.exaplan.agent.driver.LogLines;
import io.exaplan.agent.driver.StopOutcome;
import io.exaplan.contract.Inventory;
import io.exaplan.contract.NodeUsage;
import io.exaplan.contract.PlanClock;
import io.exaplan.contract.RunReport;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.StopOrder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** A Kubernetes cluster behind the driver's port: watched, and changed only when the operator said so. */
public final class KubernetesCluster implements ClusterDriver {

    private static final String OBSERVES = "This agent only observes its cluster (kubernetes.mode: observe).";

    /** The inventory after so many changes. */
    private record Known(long change, Inventory inventory) {}

    private final KubernetesClient client;
    private final Watches watches;
    private final Nodes nodes;
    private final ForeignPods foreignPods;
    private final Optional<RunKeeper> keeper;
    private final Optional<UsageProbe> usage;
    private final Duration longestSilence;
    private final AtomicLong changes = new AtomicLong();
    private volatile Known known = new Known(-1, new Inventory(List.of()));
    private volatile Runnable listener = () -> {};

    private KubernetesCluster(KubernetesClient client, KubernetesSettings settings) {
        this.client = client;
        this.usage = settings.usage().map(measured -> new UsageProbe(client, measured, System::nanoTime));
        this.longestSilence = settings.silence();
        this.nodes = new Nodes(new NodeReader(settings.nodes()), this::standsChanged);
        this.keeper =
                settings.apply().map(apply -> RunKeeper.of(client, apply, settings.nodes(), nodes, this::changed));
        JobDeadlines deadlines = new JobDeadlines(this::standsChanged);
        this.foreignPods = new ForeignPods(
                pod -> keeper.filter(runs -> runs.owns(pod)).isPresent(),
                settings.nodes().accelerators(),
                settings.foreignPods(),
                deadlines,
                this::standsChanged);
        this.watches = new Watches(client, System::nanoTime);
        watches.add(client.nodes(), Node.class, nodes);
        watches.add(client.batch().v1().jobs().inAnyNamespace(), Job.class, deadlines);
        watches.add(
                client.pods()
                        .inAnyNamespace()
                        .withoutField("status.phase", PodPhases.SUCCEEDED)
                        .withoutField("status.phase", PodPhases.FAILED),
                Pod.class,
                foreignPods);
        keeper.ifPresent(runs -> runs.watch(watches));
    }

    /**
     * Connects, and returns when all that stands in the cluster is known.
     *
     * @throws DriverFailure when the API server cannot be reached or does not let the agent look
     */
    public static KubernetesCluster open(KubernetesSettings settings) {
        return open(settings, Connection.open(settings));
    }

    /** The same over a client of the caller's, which is closed with the driver. */
    static KubernetesCluster open(KubernetesSettings settings, KubernetesClient client) {
        KubernetesCluster cluster = new KubernetesCluster(client, settings);
        try {
            cluster.watches.start(settings.connectTimeout());
            cluster.keeper.ifPresent(RunKeeper::start);
            cluster.usage.ifPresent(UsageProbe::start);
        } catch (RuntimeException problem) {
            cluster.close();
            throw problem;
        }
        return cluster;
    }

    @Override
    public Inventory inventory() {
        Duration silence = watches.silence();
        if (silence.compareTo(longestSilence) > 0) {
            throw new DriverFailure(
                    "The Kubernetes API server at %s has been silent for %d s; what stands there is unknown."
                            .formatted(client.getMasterUrl(), silence.toSeconds()));
        }
        long now = changes.get();
        if (known.change() != now) {
            known = new Known(now, InventoryReport.of(nodes.all(), foreignPods.held()));
        }
        return known.inventory();
    }

    @Override
    public List<RunReport> runs() {
        return keeper.map(RunKeeper::reports).orElse(List.of());
    }

    @Override
    public List<NodeUsage> usage() {
        Set<String> known = nodes.all().stream().map(NodeFacts::name).collect(Collectors.toSet());
        return usage.map(UsageProbe::usage).orElse(List.of()).stream()
                .filter(measured -> known.contains(measured.node()))
                .toList();
    }

    @Override
    public HoldOutcome hold(RunSpec spec) {
        return keeper.map(runs -> runs.hold(spec)).orElseGet(() -> new HoldOutcome.Impossible(OBSERVES));
    }

    @Override
    public StopOutcome stop(StopOrder order) {
        return keeper.map(runs -> runs.stop(order)).orElseGet(StopOutcome.NeverHeld::new);
    }

    @Override
    public void forget(Collection<String> runIds) {
        keeper.ifPresent(runs -> runs.forget(runIds));
    }

    @Override
    public void markOrphans(Set<String> runIds) {
        keeper.ifPresent(runs -> runs.markOrphans(runIds));
    }

    @Override
    public Optional<Duration> deadMansSwitch() {
        return keeper.flatMap(RunKeeper::deadMansSwitch);
    }

    @Override
    public void heardPlanner(Duration ago) {
        keeper.ifPresent(runs -> runs.heardPlanner(ago));
    }

    @Override
    public LogLines log(String runId, int lines) {
        return keeper.orElseThrow(() -> new DriverFailure(OBSERVES)).log(runId, lines);
    }

    @Override
    public void follow(PlanClock clock) {}

    @Override
    public void onChange(Runnable newListener) {
        listener = newListener;
    }

    @Override
    public void close() {
        keeper.ifPresent(RunKeeper::close);
        usage.ifPresent(UsageProbe::close);
        watches.close();
        client.close();
    }

    private void standsChanged() {
        changes.incrementAndGet();
        changed();
    }

    private void changed() {
        keeper.ifPresent(RunKeeper::wake);
        listener.run();
    }
}
