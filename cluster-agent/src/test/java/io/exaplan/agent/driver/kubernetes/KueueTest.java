package io.exaplan.agent.driver.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.agent.driver.HoldOutcome;
import io.exaplan.agent.driver.StopOutcome;
import io.exaplan.contract.RunReport;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunState;
import io.exaplan.contract.StopOrder;
import io.exaplan.contract.StopReason;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs that pass through a local queue of Kueue, by Kueue's own controller and webhooks. */
class KueueTest extends OnTestBed {

    @BeforeAll
    static void addKueue(TestBed shared) throws IOException {
        shared.add("lws");
        shared.add("kueue");
        editing(() -> admin.namespaces()
                .withName(namespace)
                .edit(made -> new NamespaceBuilder(made)
                        .editMetadata()
                        .addToLabels("testbed.exaplan.io/kueue", "true")
                        .endMetadata()
                        .build()));
        for (String object : """
                apiVersion: kueue.x-k8s.io/v1beta2
                kind: ResourceFlavor
                metadata: {name: NAMESPACE}
                ---
                apiVersion: kueue.x-k8s.io/v1beta2
                kind: ClusterQueue
                metadata: {name: NAMESPACE}
                spec:
                  namespaceSelector: {}
                  resourceGroups:
                    - coveredResources: [cpu, memory, nvidia.com/gpu]
                      flavors:
                        - name: NAMESPACE
                          resources:
                            - {name: cpu, nominalQuota: "1000"}
                            - {name: memory, nominalQuota: 1Ti}
                            - {name: nvidia.com/gpu, nominalQuota: "16"}
                ---
                apiVersion: kueue.x-k8s.io/v1beta2
                kind: LocalQueue
                metadata: {name: team, namespace: NAMESPACE}
                spec: {clusterQueue: NAMESPACE}
                """.replace("NAMESPACE", namespace).split("---\n", -1)) {
            admin.resource(object).create();
        }
    }

    @BeforeEach
    void throughTheQueue() {
        cluster.close();
        cluster = KubernetesCluster.open(
                SettingsOf.yaml("{mode: apply, apply: {namespace: %s, queue: team}}".formatted(namespace)),
                testBed.admin());
    }

    @Test
    void aRunIsAdmittedThroughTheLocalQueueAndEnds() {
        RunSpec spec = gang("admitted", Map.of("TESTBED_SECONDS", "2"));

        assertThat(cluster.hold(spec)).isEqualTo(new HoldOutcome.Held());

        await(spec, RunState.SUCCEEDED);
        assertThat(workloads("admitted")).singleElement().satisfies(workload -> {
            assertThat(workload.<String>get("spec", "queueName")).isEqualTo("team");
            assertThat(workload.<String>get("status", "admission", "clusterQueue"))
                    .isEqualTo(namespace);
        });
    }

    @Test
    void aRunBeyondTheQueuesQuotaWaitsUntilAnotherIsStopped() {
        RunSpec first = gang("first-in-line", Map.of());
        RunSpec second = gang("second-in-line", Map.of());
        cluster.hold(first);
        await(first, RunState.RUNNING);
        cluster.hold(second);
        await("its workload", () -> workloads("second-in-line").size(), count -> count == 1);
        assertThat(job("second-in-line").getSpec().getSuspend()).isTrue();
        assertThat(pods(second)).isEmpty();
        assertThat(report("second-in-line").map(RunReport::state)).isEqualTo(Optional.of(RunState.STARTING));

        assertThat(cluster.stop(new StopOrder("first-in-line", StopReason.PREEMPTED, 1)))
                .isEqualTo(new StopOutcome.Ending());

        await(first, RunState.STOPPED);
        await(second, RunState.RUNNING);
        assertThat(pods(first)).isEmpty();
        cluster.stop(new StopOrder("second-in-line", StopReason.CANCELLED, 1));
        await(second, RunState.STOPPED);
    }

    @Test
    void aRunThatStillWaitsInTheQueueIsStopped() {
        RunSpec first = gang("holds-the-queue", Map.of());
        RunSpec second = gang("never-admitted", Map.of());
        cluster.hold(first);
        await(first, RunState.RUNNING);
        cluster.hold(second);
        await("its workload", () -> workloads("never-admitted").size(), count -> count == 1);

        assertThat(cluster.stop(new StopOrder("never-admitted", StopReason.CANCELLED, 1)))
                .isEqualTo(new StopOutcome.Ending());
        await(second, RunState.STOPPED);

        cluster.stop(new StopOrder("holds-the-queue", StopReason.CANCELLED, 1));
        await(first, RunState.STOPPED);
        assertThat(pods(second)).isEmpty();
    }

    /** Kueue has admitted the run and takes a suspension for something to lift. */
    @Test
    void anAgentKilledWhenItHadStoppedARunSeesItsEndWhateverKueueMadeOfTheJob() {
        RunSpec spec = gang("stopped-by-the-dead", Map.of());
        cluster.hold(spec);
        await(spec, RunState.RUNNING);
        cluster.stop(new StopOrder("stopped-by-the-dead", StopReason.CANCELLED, 1));
        cluster.close();
        await(
                "Kueue's answer",
                () -> job("stopped-by-the-dead").getSpec(),
                now -> !now.getSuspend() && now.getParallelism() == 0);
        await("the end of its pods", () -> pods(spec), List::isEmpty);

        throughTheQueue();

        await(spec, RunState.STOPPED);
    }

    @Test
    void theReplicasOfAServiceAreAdmittedOneByOneThroughTheLocalQueue() {
        RunSpec spec = service("queued-service", 1, Map.of(), 1, 2);

        assertThat(cluster.hold(spec)).isEqualTo(new HoldOutcome.Held());

        await(spec, RunState.RUNNING);
        assertThat(pods(spec)).hasSize(3);
        assertThat(admittedFor(pods(spec))).isEqualTo(3);
        ends(spec);
    }

    @Test
    void aServiceBeyondTheQueuesQuotaWaitsUntilAnotherRunIsStopped() {
        RunSpec gang = gang("before-the-service", Map.of());
        RunSpec service = service("waits-in-line", 1, Map.of(), 1, 0);
        cluster.hold(gang);
        await(gang, RunState.RUNNING);
        cluster.hold(service);
        await("its pod's workload", () -> workloadsOf(pods(service)).size(), count -> count == 1);
        assertThat(admittedFor(pods(service))).isZero();
        assertThat(report("waits-in-line").map(RunReport::state)).isEqualTo(Optional.of(RunState.STARTING));

        ends(gang);

        await(service, RunState.RUNNING);
        ends(service);
    }

    @Test
    void theGroupsOfAServiceAreAdmittedThroughTheLocalQueue() {
        RunSpec spec = groups("queued-groups", 1, Map.of(), new int[] {0, 1}, new int[] {0, 1});

        assertThat(cluster.hold(spec)).isEqualTo(new HoldOutcome.Held());

        await(spec, RunState.RUNNING);
        assertThat(pods(spec)).hasSize(4);
        List<GenericKubernetesResource> groups = admin.genericKubernetesResources(
                        LeaderWorkerSets.API_VERSION, LeaderWorkerSets.KIND)
                .inNamespace(namespace)
                .withLabel(RunKeys.RUN, "queued-groups")
                .list()
                .getItems();
        assertThat(admittedFor(groups)).isEqualTo(2);
        ends(spec);
    }

    private void ends(RunSpec spec) {
        assertThat(cluster.stop(new StopOrder(spec.runId(), StopReason.CANCELLED, 1)))
                .isEqualTo(new StopOutcome.Ending());
        await(spec, RunState.STOPPED);
    }

    /** How many workloads of these objects the queue has admitted. */
    private static long admittedFor(List<? extends HasMetadata> owners) {
        return workloadsOf(owners).stream()
                .filter(workload -> namespace.equals(workload.get("status", "admission", "clusterQueue")))
                .filter(workload -> "team".equals(workload.get("spec", "queueName")))
                .count();
    }

    private static Job job(String runId) {
        return admin.batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .withName("exaplan-" + runId)
                .get();
    }

    /** What Kueue made of the run's Job. */
    private static List<GenericKubernetesResource> workloads(String runId) {
        return workloadsOf(List.of(job(runId)));
    }

    private static List<GenericKubernetesResource> workloadsOf(List<? extends HasMetadata> owners) {
        Set<String> uids =
                owners.stream().map(owner -> owner.getMetadata().getUid()).collect(Collectors.toSet());
        return admin
                .genericKubernetesResources("kueue.x-k8s.io/v1beta2", "Workload")
                .inNamespace(namespace)
                .list()
                .getItems()
                .stream()
                .filter(workload -> workload.getMetadata().getOwnerReferences().stream()
                        .anyMatch(owner -> uids.contains(owner.getUid())))
                .toList();
    }
}
