package io.exaplan.agent.driver.kubernetes;

import static io.exaplan.agent.driver.kubernetes.ANode.anH800;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.contract.NodeReport;
import io.exaplan.contract.RunReport;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunSpec.Runtime;
import io.exaplan.contract.RunSpec.WorkKind;
import io.exaplan.contract.RunSpec.WorkerPlacement;
import io.exaplan.contract.RunState;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The driver against etcd, API server, scheduler and controllers as they are; only the nodes and pods are kwok's. Every test has
 * two nodes of its own, every class a namespace.
 */
@ExtendWith(SharedTestBed.class)
abstract class OnTestBed {

    static String namespace;
    static TestBed testBed;
    static KubernetesClient admin;

    /** Nodes of this test alone. */
    final List<String> nodes = new ArrayList<>();

    private final Semaphore changes = new Semaphore(0);
    KubernetesCluster cluster;

    @BeforeAll
    static void prepare(TestBed shared) {
        testBed = shared;
        admin = testBed.admin();
        namespace = "runs-" + UUID.randomUUID().toString().substring(0, 8);
        admin.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
    }

    @AfterAll
    static void leave() {
        if (admin != null) {
            admin.close();
        }
    }

    @BeforeEach
    void connect() {
        for (int i = 0; i < 2; i++) {
            String name = "n-" + UUID.randomUUID().toString().substring(0, 8);
            nodes.add(name);
            admin.resource(anH800(name).ready(false).build()).create();
        }
        cluster = open("apply");
        await(
                "the nodes",
                () -> nodes.stream()
                        .filter(name -> node(name).filter(NodeReport::ready).isPresent())
                        .count(),
                count -> count == 2);
    }

    @AfterEach
    void disconnect() {
        if (cluster != null) {
            cluster.close();
        }
        nodes.forEach(name -> admin.nodes().withName(name).delete());
    }

    KubernetesCluster open(String mode) {
        return open(mode, testBed.admin());
    }

    KubernetesCluster open(String mode, KubernetesClient client) {
        return open("mode: %s\n".formatted(mode), client, "PT30S");
    }

    /** Namespaces of certain tenants, in YAML. */
    String ofTenants() {
        return "[]";
    }

    /** Pod templates of partitions, in YAML. */
    String podTemplates() {
        return "[]";
    }

    KubernetesCluster open(String mode, KubernetesClient client, String silence) {
        KubernetesCluster opened = KubernetesCluster.open(
                SettingsOf.yaml(
                        mode + """
                kubeconfig: %s
                silence: %s
                apply: {namespace: %s, namespaces: %s, nodeLoss: PT1S, keepEnded: PT1H, deadMansSwitch: PT3M, podTemplates: %s}
                """.formatted(testBed.kubeconfig(), silence, namespace, ofTenants(), podTemplates())),
                client);
        opened.onChange(changes::release);
        return opened;
    }

    /** Two workers with eight devices each, on the test's two nodes. */
    RunSpec gang(String runId, Map<String, String> environment) {
        return spec(runId, environment, null, null);
    }

    RunSpec spec(
            String runId, Map<String, String> environment, @Nullable Long maxSeconds, @Nullable Long leaseSeconds) {
        List<WorkerPlacement> workers = IntStream.range(0, nodes.size())
                .mapToObj(index -> worker(index, nodes.get(index)))
                .toList();
        return new RunSpec(
                runId,
                1,
                7,
                "job",
                "team",
                null,
                WorkKind.TRAINING,
                workers,
                runtime(environment),
                null,
                maxSeconds,
                1,
                leaseSeconds,
                null);
    }

    /** Replicas of four devices each, so many on each of the test's nodes. */
    RunSpec service(String runId, int generation, Map<String, String> environment, int... replicas) {
        List<WorkerPlacement> workers = new ArrayList<>();
        for (int i = 0; i < replicas.length; i++) {
            for (int replica = 0; replica < replicas[i]; replica++) {
                workers.add(worker(workers.size(), workers.size(), nodes.get(i)));
            }
        }
        return with(
                new RunSpec(
                        runId,
                        generation,
                        9,
                        "service",
                        "team",
                        null,
                        WorkKind.INFERENCE,
                        List.of(),
                        runtime(environment),
                        null,
                        null,
                        1,
                        null,
                        null),
                workers);
    }

    /** Replicas of several workers of four devices each, each replica on these of the test's nodes, a worker for each mention. */
    RunSpec groups(String runId, int generation, Map<String, String> environment, int[]... replicas) {
        List<WorkerPlacement> workers = new ArrayList<>();
        for (int replica = 0; replica < replicas.length; replica++) {
            for (int node : replicas[replica]) {
                workers.add(worker(workers.size(), replica, nodes.get(node)));
            }
        }
        return with(service(runId, generation, environment), workers);
    }

    static RunSpec with(RunSpec spec, List<WorkerPlacement> workers) {
        return spec.with(spec.generation(), workers);
    }

    static RunSpec leased(RunSpec spec, long seconds) {
        return with(spec, spec.tenant(), spec.partition(), seconds, spec.serving());
    }

    static RunSpec at(RunSpec spec, RunSpec.@Nullable Serving serving) {
        return with(spec, spec.tenant(), spec.partition(), spec.leaseSeconds(), serving);
    }

    static RunSpec of(String tenant, RunSpec spec) {
        return with(spec, tenant, spec.partition(), spec.leaseSeconds(), spec.serving());
    }

    static RunSpec in(String partition, RunSpec spec) {
        return with(spec, spec.tenant(), partition, spec.leaseSeconds(), spec.serving());
    }

    private static RunSpec with(
            RunSpec spec,
            String tenant,
            @Nullable String partition,
            @Nullable Long leaseSeconds,
            RunSpec.@Nullable Serving serving) {
        return new RunSpec(
                spec.runId(),
                spec.generation(),
                spec.jobId(),
                spec.jobName(),
                tenant,
                partition,
                spec.kind(),
                spec.workers(),
                spec.runtime(),
                spec.expectedSeconds(),
                spec.maxSeconds(),
                spec.graceSeconds(),
                leaseSeconds,
                serving);
    }

    static WorkerPlacement worker(int index, int replica, String node) {
        return new WorkerPlacement(index, replica, node, List.of(0, 1, 2, 3), 1000, 4000, 1024);
    }

    static WorkerPlacement worker(int index, String node) {
        return new WorkerPlacement(index, 0, node, List.of(0, 1, 2, 3, 4, 5, 6, 7), 1000, 4000, 1024);
    }

    static Runtime runtime(Map<String, String> environment) {
        return new Runtime("registry/train:1", List.of("train"), environment);
    }

    RunReport await(RunSpec spec, RunState state) {
        return await(
                        spec.runId() + " " + state,
                        () -> report(spec.runId()),
                        report -> report.map(RunReport::state)
                                .filter(state::equals)
                                .isPresent())
                .orElseThrow();
    }

    <T> T await(String what, Supplier<T> value, Predicate<T> wanted) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (true) {
            T now = value.get();
            if (wanted.test(now)) {
                return now;
            }
            assertThat(System.nanoTime())
                    .as("%s within 90 s; now: %s", what, now)
                    .isLessThan(until);
            try {
                changes.tryAcquire(200, TimeUnit.MILLISECONDS);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    Optional<RunReport> report(String runId) {
        return cluster.runs().stream()
                .filter(report -> report.runId().equals(runId))
                .findFirst();
    }

    Optional<NodeReport> node(String name) {
        return cluster.inventory().nodes().stream()
                .filter(report -> report.name().equals(name))
                .findFirst();
    }

    static Map<String, String> marks(String runId) {
        return admin.batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .withName("exaplan-" + runId)
                .get()
                .getMetadata()
                .getAnnotations();
    }

    static List<Pod> pods(RunSpec spec) {
        return admin.pods()
                .inNamespace(namespace)
                .withLabel(RunKeys.RUN, spec.runId())
                .list()
                .getItems();
    }

    /** An edit of what controllers write too: read and made anew when a write of theirs came between. */
    static void editing(Runnable edit) {
        for (int tries = 1; ; tries++) {
            try {
                edit.run();
                return;
            } catch (KubernetesClientException failure) {
                if (failure.getCode() != HttpURLConnection.HTTP_CONFLICT || tries == 20) {
                    throw failure;
                }
            }
        }
    }

    static void makeReady(Pod pod) {
        editing(() -> admin.pods()
                .inNamespace(namespace)
                .withName(pod.getMetadata().getName())
                .editStatus(now -> now.edit()
                        .editStatus()
                        .editMatchingCondition(condition -> condition.getType().equals("Ready"))
                        .withStatus("True")
                        .endCondition()
                        .endStatus()
                        .build()));
    }

    static List<Pod> running(RunSpec spec) {
        return pods(spec).stream()
                .filter(pod -> pod.getStatus().getPhase().equals("Running"))
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }
}
