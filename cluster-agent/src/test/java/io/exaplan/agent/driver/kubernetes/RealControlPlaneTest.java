package io.exaplan.agent.driver.kubernetes;

import static io.exaplan.agent.driver.kubernetes.ANode.anH800;
import static io.exaplan.agent.driver.kubernetes.APod.aPod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exaplan.agent.Chart;
import io.exaplan.agent.driver.HoldOutcome;
import io.exaplan.agent.driver.StopOutcome;
import io.exaplan.contract.NodeReport;
import io.exaplan.contract.RunReasons;
import io.exaplan.contract.RunReport;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunSpec.Runtime;
import io.exaplan.contract.RunSpec.WorkKind;
import io.exaplan.contract.RunSpec.WorkerPlacement;
import io.exaplan.contract.RunState;
import io.exaplan.contract.StopOrder;
import io.exaplan.contract.StopReason;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The driver against etcd, API server, scheduler and controllers as they are; only the nodes and pods are kwok's. */
class RealControlPlaneTest {

    private static final String NAMESPACE = "exaplan-runs";
    private static final Set<String> RIGHTS =
            Set.of("ServiceAccount", "ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding");

    private static TestBed testBed;
    private static KubernetesClient admin;
    private static int number;

    /** Nodes of this test alone. */
    private final List<String> nodes = new ArrayList<>();

    private final Semaphore changes = new Semaphore(0);
    private KubernetesCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        testBed = TestBed.up();
        admin = testBed.admin();
        admin.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
    }

    @AfterAll
    static void stop() throws Exception {
        if (testBed != null) {
            admin.close();
            testBed.close();
        }
    }

    @BeforeEach
    void connect() {
        for (int i = 0; i < 2; i++) {
            String name = "n" + ++number;
            nodes.add(name);
            admin.resource(anH800(name).ready(false).build()).create();
        }
        cluster = open("apply");
        await(
                "the nodes",
                () -> node(nodes.get(1)),
                report -> report.filter(NodeReport::ready).isPresent());
    }

    @AfterEach
    void disconnect() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void seesPodsOfOthersUntilTheyEnd() {
        String node = nodes.getFirst();
        admin.resource(aPod("theirs").on(node).holding("nvidia.com/gpu", 3).build())
                .create();
        await("their devices", () -> node(node), report -> report.orElseThrow().foreignMilliDevices() == 3000);

        admin.pods().inNamespace("default").withName("theirs").delete();

        await("their end", () -> node(node), report -> report.orElseThrow().foreignMilliDevices() == 0);
    }

    @Test
    void runsAGangOnThePlacedNodesToItsEnd() {
        RunSpec spec = gang("completes", Map.of("TESTBED_SECONDS", "2"));

        assertThat(cluster.hold(spec)).isEqualTo(new HoldOutcome.Held());

        RunReport running = await(spec, RunState.RUNNING);
        assertThat(running.startedAt()).isNotNull();
        assertThat(node(nodes.getFirst()).orElseThrow().foreignMilliDevices()).isZero();
        assertThat(pods(spec).stream().map(pod -> pod.getSpec().getNodeName()))
                .containsExactlyInAnyOrderElementsOf(nodes);
        RunReport ended = await(spec, RunState.SUCCEEDED);
        assertThat(ended.reason()).isEqualTo(RunReasons.COMPLETED);
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.startedAt()).isNotNull();
        assertThat(ended.endedAt()).isAfterOrEqualTo(ended.startedAt());
    }

    @Test
    void tellsTheWorkersHowToMeet() {
        RunSpec spec = gang("meets", Map.of("MASTER_PORT", "1234"));
        cluster.hold(spec);
        await(spec, RunState.RUNNING);

        Map<String, String> variables = pods(spec).getFirst().getSpec().getContainers().getFirst().getEnv().stream()
                .filter(variable -> variable.getValue() != null)
                .collect(Collectors.toMap(variable -> variable.getName(), variable -> variable.getValue()));

        assertThat(variables)
                .containsEntry("MASTER_ADDR", "exaplan-meets-0.exaplan-meets." + NAMESPACE)
                .containsEntry("MASTER_PORT", "1234")
                .containsEntry("WORLD_SIZE", "2")
                .containsEntry("PET_NPROC_PER_NODE", "8");
        assertThat(admin.services()
                        .inNamespace(NAMESPACE)
                        .withName("exaplan-meets")
                        .get()
                        .getSpec()
                        .getClusterIP())
                .isEqualTo("None");
    }

    @Test
    void reportsTheExitCodeOfTheWorkerThatFailed() {
        RunSpec spec = gang("fails", Map.of("TESTBED_SECONDS", "1", "TESTBED_EXIT_CODE", "3"));

        cluster.hold(spec);

        RunReport failed = await(spec, RunState.FAILED);
        assertThat(failed.reason()).isEqualTo(RunReasons.EXIT_CODE);
        assertThat(failed.exitCode()).isEqualTo(3);
        assertThat(failed.message()).contains("exit code 3");
    }

    @Test
    void endsAtItsMaximumDuration() {
        RunSpec spec = spec("outlasts", Map.of(), 1L);

        cluster.hold(spec);

        assertThat(await(spec, RunState.FAILED).reason()).isEqualTo(RunReasons.MAX_DURATION_EXCEEDED);
    }

    @Test
    void stopsByOrder() {
        RunSpec spec = gang("stops", Map.of("TESTBED_STOP_SECONDS", "1"));
        cluster.hold(spec);
        await(spec, RunState.RUNNING);

        assertThat(cluster.stop(new StopOrder("stops", StopReason.CANCELLED, 5)))
                .isEqualTo(new StopOutcome.Ending());
        assertThat(cluster.stop(new StopOrder("stops", StopReason.CANCELLED, 5)))
                .isEqualTo(new StopOutcome.Ending());

        RunReport stopped = await(spec, RunState.STOPPED);
        assertThat(stopped.reason()).isEqualTo(RunReasons.STOPPED_BY_ORDER);
        assertThat(stopped.startedAt()).isNotNull();
        assertThat(pods(spec)).isEmpty();
        assertThat(cluster.stop(new StopOrder("unknown", StopReason.CANCELLED, 5)))
                .isEqualTo(new StopOutcome.NeverHeld());
    }

    @Test
    void createsOnceHoweverOftenItIsTold() {
        RunSpec spec = gang("once", Map.of("TESTBED_SECONDS", "1"));
        cluster.hold(spec);
        cluster.hold(spec);
        await(spec, RunState.SUCCEEDED);

        cluster.forget(Set.of("once"));
        await("its silence", () -> report("once"), Optional::isEmpty);
        assertThat(cluster.hold(spec)).isEqualTo(new HoldOutcome.Held());

        assertThat(await(spec, RunState.SUCCEEDED).reason()).isEqualTo(RunReasons.COMPLETED);
        assertThat(pods(spec)).hasSize(2);
    }

    @Test
    void anAgentThatWasKilledFindsEverythingAgain() {
        RunSpec running = gang("goes-on", Map.of());
        cluster.hold(running);
        RunReport before = await(running, RunState.RUNNING);
        await("its mark", () -> job("goes-on"), marks -> marks.containsKey(RunKeys.STARTED_AT));
        cluster.close();

        cluster = open("apply");

        assertThat(report("goes-on")).contains(before);
        assertThat(cluster.hold(running)).isEqualTo(new HoldOutcome.Held());
        assertThat(pods(running)).hasSize(2);
    }

    @Test
    void waitsWhereSomebodyElseTookTheDevices() {
        admin.resource(aPod("squatter")
                        .on(nodes.getFirst())
                        .holding("nvidia.com/gpu", 1)
                        .build())
                .create();
        RunSpec spec = gang("waits", Map.of());

        cluster.hold(spec);

        await(
                "its reason",
                () -> report("waits"),
                report -> report.map(RunReport::reason)
                        .filter(RunReasons.UNSCHEDULABLE::equals)
                        .isPresent());
        assertThat(report("waits").orElseThrow().state()).isEqualTo(RunState.STARTING);
        admin.pods().inNamespace("default").withName("squatter").delete();
        await(spec, RunState.RUNNING);
    }

    @Test
    void reportsANodeThatWasLostAndEndsTheGang() {
        RunSpec spec = gang("loses", Map.of());
        cluster.hold(spec);
        await(spec, RunState.RUNNING);

        admin.nodes()
                .withName(nodes.getFirst())
                .edit(node -> node.edit()
                        .editMetadata()
                        .addToAnnotations("testbed.exaplan.io/down", "true")
                        .endMetadata()
                        .build());

        await(
                "the node's state",
                () -> node(nodes.getFirst()),
                report -> !report.orElseThrow().ready());
        RunReport failed = await(spec, RunState.FAILED);
        assertThat(failed.reason()).isEqualTo(RunReasons.NODE_LOST);
        assertThat(failed.message()).contains(nodes.getFirst());
        await("the gang's end", () -> pods(spec), List::isEmpty);
    }

    @Test
    void refusesWhatItCannotRun() {
        assertThat(cluster.hold(spec("Not/a/name", Map.of(), null))).isInstanceOf(HoldOutcome.Impossible.class);
        RunSpec elsewhere = new RunSpec(
                "elsewhere",
                1,
                1,
                "job",
                "team",
                WorkKind.TRAINING,
                List.of(worker(0, "no-such-node")),
                runtime(Map.of()),
                null,
                null,
                5);
        assertThat(cluster.hold(elsewhere)).isInstanceOf(HoldOutcome.Postponed.class);
    }

    @Test
    void createsNothingWhileItObserves() {
        try (KubernetesCluster observer = open("observe")) {
            assertThat(observer.hold(gang("unwanted", Map.of()))).isInstanceOf(HoldOutcome.Impossible.class);
            assertThat(observer.inventory().nodes())
                    .extracting(NodeReport::name)
                    .containsAll(nodes);
        }
        assertThat(admin.batch()
                        .v1()
                        .jobs()
                        .inNamespace(NAMESPACE)
                        .withName("exaplan-unwanted")
                        .get())
                .isNull();
    }

    @Test
    void needsTheRightsOfTheChartAndHasNoOthers() {
        List<HasMetadata> rights = Chart.AGENT
                .render(Chart.AGENT.least() + "mode: apply\nruns: {namespace: %s}\n".formatted(NAMESPACE))
                .stream()
                .filter(object -> RIGHTS.contains(object.getKind()))
                .toList();
        rights.forEach(object -> admin.resource(object).create());
        String token = admin.serviceAccounts()
                .inNamespace("default")
                .withName("agent")
                .tokenRequest()
                .getStatus()
                .getToken();
        cluster.close();
        cluster = open("apply", testBed.as(token));

        RunSpec ends = gang("with-rights", Map.of("TESTBED_SECONDS", "1"));
        cluster.hold(ends);
        await(ends, RunState.SUCCEEDED);
        RunSpec stops = gang("stopped-with-rights", Map.of());
        cluster.hold(stops);
        await(stops, RunState.RUNNING);
        assertThat(cluster.stop(new StopOrder("stopped-with-rights", StopReason.PREEMPTED, 1)))
                .isEqualTo(new StopOutcome.Ending());
        await(stops, RunState.STOPPED);
        cluster.markOrphans(Set.of());
        cluster.forget(Set.of("with-rights", "stopped-with-rights"));

        try (KubernetesClient agent = testBed.as(token)) {
            refused(() -> agent.secrets().inNamespace(NAMESPACE).list());
            refused(() -> agent.batch().v1().jobs().inNamespace("default").list());
            refused(() -> agent.nodes().withName(nodes.getFirst()).delete());
            refused(() -> agent.pods().inNamespace("default").withName("theirs").delete());
        }
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        refusal -> assertThat(refusal.getCode()).isEqualTo(403));
    }

    private KubernetesCluster open(String mode) {
        return open(mode, testBed.admin());
    }

    private KubernetesCluster open(String mode, KubernetesClient client) {
        KubernetesCluster opened =
                KubernetesCluster.open(SettingsOf.yaml("""
                mode: %s
                kubeconfig: %s
                apply: {namespace: %s, nodeLoss: PT1S, keepEnded: PT1H}
                """.formatted(mode, testBed.kubeconfig(), NAMESPACE)), client);
        opened.onChange(changes::release);
        return opened;
    }

    /** Two workers with eight devices each, on the test's two nodes. */
    private RunSpec gang(String runId, Map<String, String> environment) {
        return spec(runId, environment, null);
    }

    private RunSpec spec(String runId, Map<String, String> environment, Long maxSeconds) {
        List<WorkerPlacement> workers = IntStream.range(0, nodes.size())
                .mapToObj(index -> worker(index, nodes.get(index)))
                .toList();
        return new RunSpec(
                runId, 1, 7, "job", "team", WorkKind.TRAINING, workers, runtime(environment), null, maxSeconds, 5);
    }

    private static WorkerPlacement worker(int index, String node) {
        return new WorkerPlacement(index, 0, node, List.of(0, 1, 2, 3, 4, 5, 6, 7), 1000, 4000, 1024);
    }

    private static Runtime runtime(Map<String, String> environment) {
        return new Runtime("registry/train:1", List.of("train"), environment);
    }

    private RunReport await(RunSpec spec, RunState state) {
        return await(
                        spec.runId() + " " + state,
                        () -> report(spec.runId()),
                        report -> report.map(RunReport::state)
                                .filter(state::equals)
                                .isPresent())
                .orElseThrow();
    }

    private <T> T await(String what, Supplier<T> value, Predicate<T> wanted) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            T now = value.get();
            if (wanted.test(now)) {
                return now;
            }
            assertThat(System.nanoTime())
                    .as("%s within a minute; now: %s", what, now)
                    .isLessThan(until);
            try {
                changes.tryAcquire(200, TimeUnit.MILLISECONDS);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    private Optional<RunReport> report(String runId) {
        return cluster.runs().stream()
                .filter(report -> report.runId().equals(runId))
                .findFirst();
    }

    private Optional<NodeReport> node(String name) {
        return cluster.inventory().nodes().stream()
                .filter(report -> report.name().equals(name))
                .findFirst();
    }

    private static Map<String, String> job(String runId) {
        return admin.batch()
                .v1()
                .jobs()
                .inNamespace(NAMESPACE)
                .withName("exaplan-" + runId)
                .get()
                .getMetadata()
                .getAnnotations();
    }

    private static List<Pod> pods(RunSpec spec) {
        return admin.pods()
                .inNamespace(NAMESPACE)
                .withLabel(RunKeys.RUN, spec.runId())
                .list()
                .getItems();
    }
}
