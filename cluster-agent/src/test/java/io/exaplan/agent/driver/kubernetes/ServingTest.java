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
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Services: replicas on the placed nodes, as many as the hour wants, until they are told to stop. */
class ServingTest extends OnTestBed {

    @Test
    void servesWithReplicasOnThePlacedNodesBehindOneService() {
        RunSpec spec = service("serves", 1, Map.of(), 2, 1);

        assertThat(cluster.hold(spec)).isEqualTo(new HoldOutcome.Held());

        RunReport running = await(spec, RunState.RUNNING);
        assertThat(running.startedAt()).isNotNull();
        assertThat(running.generation()).isEqualTo(1);
        assertThat(perNode(spec)).isEqualTo(Map.of(nodes.get(0), 2L, nodes.get(1), 1L));
        Service service = admin.services()
                .inNamespace(namespace)
                .withName("exaplan-serves")
                .get();
        assertThat(service.getSpec().getClusterIP()).isNotEqualTo("None");
        assertThat(service.getSpec().getSelector()).containsEntry(RunKeys.RUN, "serves");
        assertThat(service.getSpec().getPorts())
                .singleElement()
                .satisfies(port -> assertThat(port.getPort()).isEqualTo(8000));
        assertThat(pods(spec)).allSatisfy(pod -> {
            assertThat(pod.getMetadata().getLabels())
                    .containsAllEntriesOf(service.getSpec().getSelector());
            assertThat(pod.getSpec()
                            .getContainers()
                            .getFirst()
                            .getReadinessProbe()
                            .getTcpSocket()
                            .getPort())
                    .isEqualTo(new IntOrString(8000));
        });
        assertThat(node(nodes.getFirst()).orElseThrow().foreignMilliDevices()).isZero();
    }

    @Test
    void servesAtThePortOfTheJobsOwnAndIsReadyWhenItsPathAnswers() {
        RunSpec spec = at(service("own-port", 1, Map.of(), 1, 1), new RunSpec.Serving(9000, "/v1/health?full=1"));

        assertThat(cluster.hold(spec)).isEqualTo(new HoldOutcome.Held());

        await(spec, RunState.RUNNING);
        assertThat(admin.services()
                        .inNamespace(namespace)
                        .withName("exaplan-own-port")
                        .get()
                        .getSpec()
                        .getPorts())
                .singleElement()
                .satisfies(port -> {
                    assertThat(port.getPort()).isEqualTo(9000);
                    assertThat(port.getTargetPort()).isEqualTo(new IntOrString(9000));
                });
        assertThat(pods(spec)).hasSize(2).allSatisfy(pod -> {
            Container worker = pod.getSpec().getContainers().getFirst();
            assertThat(worker.getPorts())
                    .extracting(ContainerPort::getContainerPort)
                    .containsExactly(9000);
            assertThat(worker.getEnv())
                    .filteredOn(variable -> variable.getName().equals("PORT"))
                    .extracting(EnvVar::getValue)
                    .containsExactly("9000");
            assertThat(worker.getReadinessProbe().getTcpSocket()).isNull();
            assertThat(worker.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/v1/health?full=1");
            assertThat(worker.getReadinessProbe().getHttpGet().getPort()).isEqualTo(new IntOrString(9000));
        });
    }

    @Test
    void tellsThatAReplicaWasStartedAgainAndHowItEnded() {
        RunSpec spec = service("restarts", 1, Map.of(), 1, 1);
        cluster.hold(spec);
        await(spec, RunState.RUNNING);
        Pod pod = pods(spec).getFirst();

        editing(() -> admin.pods()
                .inNamespace(namespace)
                .withName(pod.getMetadata().getName())
                .editStatus(now -> now.edit()
                        .editStatus()
                        .editFirstContainerStatus()
                        .withRestartCount(2)
                        .withNewLastState()
                        .withNewTerminated()
                        .withReason("OOMKilled")
                        .withExitCode(137)
                        .endTerminated()
                        .endLastState()
                        .endContainerStatus()
                        .endStatus()
                        .build()));

        RunReport report = await(
                        "its restarts",
                        () -> report("restarts"),
                        now -> now.map(RunReport::message).isPresent())
                .orElseThrow();
        assertThat(report.state()).isEqualTo(RunState.RUNNING);
        assertThat(report.message())
                .isEqualTo("Worker %s on %s was started again 2 times; it last ended so: OOMKilled, exit code 137."
                        .formatted(pod.getMetadata().getName(), pod.getSpec().getNodeName()));
    }

    @Test
    void replicasComeAndGoWithTheHourAndTheOthersAreNotTouched() {
        cluster.hold(service("hours", 1, Map.of(), 1, 1));
        await(service("hours", 1, Map.of(), 1, 1), RunState.RUNNING);
        Set<String> before = names("hours", nodes.get(1));

        RunSpec day = service("hours", 2, Map.of(), 2, 1);
        assertThat(cluster.hold(day)).isEqualTo(new HoldOutcome.Held());
        await("the second replica", () -> perNode(day), Map.of(nodes.get(0), 2L, nodes.get(1), 1L)::equals);
        await("its generation", () -> report("hours").map(RunReport::generation), Optional.of(2)::equals);
        assertThat(report("hours").orElseThrow().state()).isEqualTo(RunState.RUNNING);
        assertThat(names("hours", nodes.get(1))).isEqualTo(before);

        RunSpec night = service("hours", 3, Map.of(), 0, 1);
        cluster.hold(night);
        await("the night", () -> perNode(night), Map.of(nodes.get(1), 1L)::equals);
        assertThat(names("hours", nodes.get(1))).isEqualTo(before);

        assertThat(cluster.hold(day)).as("an older order").isEqualTo(new HoldOutcome.Held());
        await("the night's generation", () -> report("hours").map(RunReport::generation), Optional.of(3)::equals);
    }

    @Test
    void isStartedWhenAllReplicasTakeRequests() {
        RunSpec spec = service("warms-up", 1, Map.of("TESTBED_UNREADY", "1"), 1, 1);
        cluster.hold(spec);
        await("its pods", () -> running(spec), pods -> pods.size() == 2);
        await(
                "its count",
                () -> report("warms-up").map(RunReport::message),
                Optional.of("0 of 2 replicas are ready.")::equals);
        assertThat(report("warms-up").orElseThrow().state()).isEqualTo(RunState.STARTING);

        pods(spec).forEach(OnTestBed::makeReady);

        assertThat(await(spec, RunState.RUNNING).message()).isNull();
    }

    @Test
    void goesOnWhenAReplicaIsLost() {
        RunSpec spec = service("goes-on", 1, Map.of(), 1, 1);
        cluster.hold(spec);
        await(spec, RunState.RUNNING);
        Set<String> before = names("goes-on", nodes.get(0));

        admin.pods().inNamespace(namespace).withName(before.iterator().next()).delete();

        await(
                "another replica",
                () -> names("goes-on", nodes.get(0)),
                names -> names.size() == 1 && !names.equals(before));
        assertThat(report("goes-on").orElseThrow().state()).isEqualTo(RunState.RUNNING);
    }

    @Test
    void stopsByOrderAndIsNeverMadeAgain() {
        RunSpec spec = service("stops", 1, Map.of(), 1, 1);
        cluster.hold(spec);
        await(spec, RunState.RUNNING);

        assertThat(cluster.stop(new StopOrder("stops", StopReason.CANCELLED, 1)))
                .isEqualTo(new StopOutcome.Ending());

        await(spec, RunState.STOPPED);
        assertThat(pods(spec)).isEmpty();
        cluster.hold(service("stops", 2, Map.of(), 2, 1));
        cluster.close();
        cluster = open("apply");
        assertThat(report("stops").orElseThrow().state()).isEqualTo(RunState.STOPPED);
        assertThat(replicasDue(spec)).as("replicas the Deployments want").isZero();
    }

    /** Before its first write to the API server, its second, ... */
    @Test
    void anAgentKilledBeforeAnyOfItsWritesLosesAndDoublesNothing() {
        int deaths = 0;
        for (int writes = 0; writes <= 4; writes++) {
            DyingClient dying = new DyingClient(writes);
            RunSpec spec = service("killed-" + writes, 1, Map.of(), 1, 1);
            cluster.close();
            try (KubernetesCluster dies = open("apply", dying.over(testBed))) {
                dies.hold(spec);
            } catch (RuntimeException killed) {
                assertThat(killed).hasMessageContaining("killed before");
            }
            deaths += dying.dead() ? 1 : 0;
            cluster = open("apply");

            // As the planner does: the specification goes with the order until the agent reports its generation.
            if (report(spec.runId()).map(RunReport::generation).orElse(0) < spec.generation()) {
                assertThat(cluster.hold(spec)).isEqualTo(new HoldOutcome.Held());
            }
            await(spec, RunState.RUNNING);
            assertThat(perNode(spec)).isEqualTo(Map.of(nodes.get(0), 1L, nodes.get(1), 1L));
            cluster.stop(new StopOrder(spec.runId(), StopReason.CANCELLED, 1));
            await(spec, RunState.STOPPED);
            assertThat(pods(spec)).isEmpty();
        }
        assertThat(deaths).as("agents that died").isGreaterThanOrEqualTo(4);
    }

    @Test
    void refusesReplicasOfDifferentSizes() {
        RunSpec spec = service("uneven", 1, Map.of(), 2, 1);
        List<RunSpec.WorkerPlacement> uneven = spec.workers().stream()
                .map(worker -> worker(worker.index(), worker.index() / 2, worker.node()))
                .toList();

        assertThat(cluster.hold(with(spec, uneven)))
                .isInstanceOfSatisfying(
                        HoldOutcome.Impossible.class,
                        refusal -> assertThat(refusal.problem())
                                .isEqualTo("replica 1 has 1 workers and replica 0 has 2; replicas are all alike."));
    }

    private static Map<String, Long> perNode(RunSpec spec) {
        return running(spec).stream()
                .collect(Collectors.groupingBy(pod -> pod.getSpec().getNodeName(), Collectors.counting()));
    }

    private static Set<String> names(String runId, String node) {
        return admin.pods().inNamespace(namespace).withLabel(RunKeys.RUN, runId).list().getItems().stream()
                .filter(pod -> node.equals(pod.getSpec().getNodeName()))
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .map(pod -> pod.getMetadata().getName())
                .collect(Collectors.toSet());
    }

    private static int replicasDue(RunSpec spec) {
        return admin
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withLabel(RunKeys.RUN, spec.runId())
                .list()
                .getItems()
                .stream()
                .mapToInt(deployment -> deployment.getSpec().getReplicas())
                .sum();
    }
}
