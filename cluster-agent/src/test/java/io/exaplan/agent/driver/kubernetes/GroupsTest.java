package io.exaplan.agent.driver.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.agent.driver.HoldOutcome;
import io.exaplan.agent.driver.StopOutcome;
import io.exaplan.contract.RunReport;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunState;
import io.exaplan.contract.StopOrder;
import io.exaplan.contract.StopReason;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Services whose replicas span nodes, by LeaderWorkerSet's own controller and webhooks. */
class GroupsTest extends OnTestBed {

    private static final int[] BOTH = {0, 1};
    private static final int[] FIRST = {0, 0};
    private static final int[] SECOND = {1, 1};

    @BeforeAll
    static void addLeaderWorkerSet(TestBed shared) throws IOException {
        shared.add("lws");
    }

    @Test
    void servesWithAGroupForEachReplicaOnThatReplicasNodesBehindTheLeaders() {
        RunSpec spec = at(groups("spans", 1, Map.of(), FIRST, SECOND), new RunSpec.Serving(9000, "/health"));

        assertThat(cluster.hold(spec)).isEqualTo(new HoldOutcome.Held());

        RunReport running = await(spec, RunState.RUNNING);
        assertThat(running.message()).isNull();
        assertThat(running.generation()).isEqualTo(1);
        assertThat(perReplica(spec))
                .isEqualTo(Map.of(
                        "0", Map.of(nodes.get(0), 2L),
                        "1", Map.of(nodes.get(1), 2L)));
        List<Pod> leaders = reached("spans");
        assertThat(leaders)
                .hasSize(2)
                .allSatisfy(pod -> assertThat(
                                worker(pod).getReadinessProbe().getHttpGet().getPath())
                        .isEqualTo("/health"));
        assertThat(pods(spec))
                .filteredOn(pod -> !leaders.contains(pod))
                .hasSize(2)
                .allSatisfy(pod -> assertThat(worker(pod).getReadinessProbe()).isNull());
        assertThat(pods(spec)).allSatisfy(pod -> {
            assertThat(variable(pod, "MASTER_ADDR").getValue())
                    .isEqualTo("%1$s-0.%1$s.%2$s"
                            .formatted(
                                    RunKeys.groupName(
                                            "spans",
                                            Integer.parseInt(pod.getMetadata()
                                                    .getLabels()
                                                    .get(RunKeys.REPLICA))),
                                    namespace));
            assertThat(variable(pod, "WORLD_SIZE").getValue()).isEqualTo("2");
            assertThat(variable(pod, "PORT").getValue()).isEqualTo("9000");
            assertThat(variable(pod, "LWS_GROUP_SIZE").getValue()).isEqualTo("2");
        });
        assertThat(node(nodes.getFirst()).orElseThrow().foreignMilliDevices()).isZero();
    }

    @Test
    void aReplicasWorkersAreSpreadOverItsNodesAsTheyWerePlaced() {
        RunSpec spec = groups("spread", 1, Map.of(), BOTH, BOTH);

        cluster.hold(spec);

        await(spec, RunState.RUNNING);
        Map<String, Long> oneEach = Map.of(nodes.get(0), 1L, nodes.get(1), 1L);
        assertThat(perReplica(spec)).isEqualTo(Map.of("0", oneEach, "1", oneEach));
    }

    @Test
    void replicasComeAndGoWithTheHourAndTheOthersAreNotTouched() {
        RunSpec night = groups("group-hours", 1, Map.of(), BOTH);
        cluster.hold(night);
        await(night, RunState.RUNNING);
        Set<String> before = uids("group-hours", "0");

        RunSpec day = groups("group-hours", 2, Map.of(), BOTH, BOTH);
        assertThat(cluster.hold(day)).isEqualTo(new HoldOutcome.Held());
        await("the second replica", () -> running(day).size(), count -> count == 4);
        await("its generation", () -> report("group-hours").map(RunReport::generation), Optional.of(2)::equals);
        assertThat(report("group-hours").orElseThrow().state()).isEqualTo(RunState.RUNNING);
        assertThat(uids("group-hours", "0")).isEqualTo(before);

        assertThat(cluster.hold(groups("group-hours", 3, Map.of(), BOTH))).isEqualTo(new HoldOutcome.Held());
        await("the night", () -> pods(day).size(), count -> count == 2);
        assertThat(uids("group-hours", "0")).isEqualTo(before);
        assertThat(cluster.hold(day)).as("an older order").isEqualTo(new HoldOutcome.Held());
        assertThat(report("group-hours").orElseThrow().generation()).isEqualTo(3);
    }

    @Test
    void aReplicaThatIsPlacedElsewhereComesWhenItHasLeft() {
        RunSpec spec = groups("moves", 1, Map.of("TESTBED_STOP_SECONDS", "1"), FIRST);
        cluster.hold(spec);
        await(spec, RunState.RUNNING);
        RunSpec elsewhere = groups("moves", 2, Map.of("TESTBED_STOP_SECONDS", "1"), SECOND);

        assertThat(cluster.hold(elsewhere))
                .isInstanceOfSatisfying(
                        HoldOutcome.Postponed.class,
                        later -> assertThat(later.problem()).contains(RunKeys.groupName("moves", 0)));
        assertThat(report("moves").orElseThrow().generation()).isEqualTo(1);

        await("its turn", () -> cluster.hold(elsewhere), new HoldOutcome.Held()::equals);
        await("its nodes", () -> perReplica(elsewhere), Map.of("0", Map.of(nodes.get(1), 2L))::equals);
    }

    @Test
    void isStartedWhenAllWorkersOfAllReplicasAreReady() {
        RunSpec spec = groups("group-warms-up", 1, Map.of("TESTBED_UNREADY", "1"), BOTH, BOTH);
        cluster.hold(spec);
        await("its pods", () -> running(spec), pods -> pods.size() == 4);
        running(spec).stream()
                .filter(pod ->
                        pod.getMetadata().getLabels().get(RunKeys.REPLICA).equals("1"))
                .forEach(OnTestBed::makeReady);

        await(
                "its count",
                () -> report("group-warms-up").map(RunReport::message),
                Optional.of("1 of 2 replicas are ready.")::equals);
        assertThat(report("group-warms-up").orElseThrow().state()).isEqualTo(RunState.STARTING);
        running(spec).forEach(OnTestBed::makeReady);

        assertThat(await(spec, RunState.RUNNING).message()).isNull();
    }

    @Test
    void goesOnWithTheWholeGroupMadeAnewWhenAWorkerIsLost() {
        RunSpec spec = groups("group-goes-on", 1, Map.of(), BOTH);
        cluster.hold(spec);
        await(spec, RunState.RUNNING);
        Set<String> before = uids("group-goes-on", "0");
        Pod leader = reached("group-goes-on").getFirst();

        pods(spec).stream()
                .filter(pod -> !pod.equals(leader))
                .forEach(pod -> admin.resource(pod).delete());

        await(
                "another group",
                () -> uids("group-goes-on", "0"),
                uids -> uids.size() == 2 && uids.stream().noneMatch(before::contains));
        assertThat(report("group-goes-on").orElseThrow().state()).isEqualTo(RunState.RUNNING);
    }

    @Test
    void stopsByOrderAndIsNeverMadeAgain() {
        RunSpec spec = groups("group-stops", 1, Map.of(), BOTH, BOTH);
        cluster.hold(spec);
        await(spec, RunState.RUNNING);

        assertThat(cluster.stop(new StopOrder("group-stops", StopReason.CANCELLED, 1)))
                .isEqualTo(new StopOutcome.Ending());

        await(spec, RunState.STOPPED);
        assertThat(pods(spec)).isEmpty();
        assertThat(groups("group-stops")).isEmpty();
        cluster.hold(groups("group-stops", 2, Map.of(), BOTH));
        cluster.close();
        cluster = open("apply");
        assertThat(report("group-stops").orElseThrow().state()).isEqualTo(RunState.STOPPED);
        assertThat(groups("group-stops")).isEmpty();
    }

    /** Before its first write to the API server, its second, ... */
    @Test
    void anAgentKilledBeforeAnyOfItsWritesLosesAndDoublesNothing() {
        int deaths = 0;
        for (int writes = 0; writes <= 4; writes++) {
            DyingClient dying = new DyingClient(writes);
            RunSpec spec = groups("group-killed-" + writes, 1, Map.of(), BOTH, BOTH);
            cluster.close();
            try (KubernetesCluster dies = open("apply", dying.over(testBed))) {
                dies.hold(spec);
            } catch (RuntimeException killed) {
                assertThat(killed).hasMessageContaining("killed before");
            }
            deaths += dying.dead() ? 1 : 0;
            cluster = open("apply");

            if (report(spec.runId()).map(RunReport::generation).orElse(0) < spec.generation()) {
                assertThat(cluster.hold(spec)).isEqualTo(new HoldOutcome.Held());
            }
            await(spec, RunState.RUNNING);
            assertThat(groups(spec.runId())).hasSize(2);
            assertThat(pods(spec)).hasSize(4);
            cluster.stop(new StopOrder(spec.runId(), StopReason.CANCELLED, 1));
            await(spec, RunState.STOPPED);
            assertThat(pods(spec)).isEmpty();
        }
        assertThat(deaths).as("agents that died").isGreaterThanOrEqualTo(4);
    }

    private static List<GenericKubernetesResource> groups(String runId) {
        return new LeaderWorkerSets(admin, namespace).of(runId);
    }

    /** The pods the run's Service sends requests to. */
    private static List<Pod> reached(String runId) {
        Map<String, String> selector = admin.services()
                .inNamespace(namespace)
                .withName("exaplan-" + runId)
                .get()
                .getSpec()
                .getSelector();
        return admin.pods().inNamespace(namespace).withLabels(selector).list().getItems();
    }

    private static Map<String, Map<String, Long>> perReplica(RunSpec spec) {
        return running(spec).stream()
                .collect(Collectors.groupingBy(
                        pod -> pod.getMetadata().getLabels().get(RunKeys.REPLICA),
                        Collectors.groupingBy(pod -> pod.getSpec().getNodeName(), Collectors.counting())));
    }

    /** Which pods of a replica there are that run and stay. */
    private static Set<String> uids(String runId, String replica) {
        return admin
                .pods()
                .inNamespace(namespace)
                .withLabels(Map.of(RunKeys.RUN, runId, RunKeys.REPLICA, replica))
                .list()
                .getItems()
                .stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .filter(pod -> pod.getStatus().getPhase().equals("Running"))
                .map(pod -> pod.getMetadata().getUid())
                .collect(Collectors.toSet());
    }

    private static Container worker(Pod pod) {
        return pod.getSpec().getContainers().getFirst();
    }

    private static EnvVar variable(Pod pod, String name) {
        return worker(pod).getEnv().stream()
                .filter(variable -> variable.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
