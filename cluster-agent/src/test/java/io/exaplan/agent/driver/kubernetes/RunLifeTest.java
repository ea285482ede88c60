package io.exaplan.agent.driver.kubernetes;

import static io.exaplan.agent.driver.kubernetes.APod.aPod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.exaplan.agent.driver.HoldOutcome;
import io.exaplan.contract.RunReasons;
import io.exaplan.contract.RunReport;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunSpec.Runtime;
import io.exaplan.contract.RunSpec.SecretVariable;
import io.exaplan.contract.RunSpec.Volume;
import io.exaplan.contract.RunSpec.WorkKind;
import io.exaplan.contract.RunState;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Training runs from their order to their end. */
class RunLifeTest extends OnTestBed {

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
                .containsEntry("MASTER_ADDR", "exaplan-meets-0.exaplan-meets." + namespace)
                .containsEntry("MASTER_PORT", "1234")
                .containsEntry("WORLD_SIZE", "2")
                .containsEntry("PET_NPROC_PER_NODE", "8");
        assertThat(admin.services()
                        .inNamespace(namespace)
                        .withName("exaplan-meets")
                        .get()
                        .getSpec()
                        .getClusterIP())
                .isEqualTo("None");
    }

    @Test
    void namesSecretsWithoutReadingThemAndMountsVolumes() {
        admin.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("team-secrets")
                        .withNamespace(namespace)
                        .endMetadata()
                        .addToStringData("registry", "a value the agent may not read")
                        .build())
                .create();
        RunSpec plain = gang("keeps-secrets", Map.of());
        Runtime runtime = new Runtime(
                "registry/train:1",
                List.of("train"),
                Map.of(),
                List.of(new SecretVariable("REGISTRY_TOKEN", "team-secrets", "registry")),
                List.of(new Volume("corpus", "/data/corpus", true), new Volume("ckpt", "/ckpt", false)));
        RunSpec spec = new RunSpec(
                plain.runId(),
                1,
                7,
                "job",
                "team",
                null,
                WorkKind.TRAINING,
                plain.workers(),
                runtime,
                null,
                null,
                1,
                null,
                null);

        cluster.hold(spec);
        await("its pods", () -> pods(spec), pods -> !pods.isEmpty());

        PodSpec pod = pods(spec).getFirst().getSpec();
        Container worker = pod.getContainers().getFirst();
        assertThat(worker.getEnv())
                .filteredOn(variable -> variable.getName().equals("REGISTRY_TOKEN"))
                .singleElement()
                .satisfies(variable -> {
                    assertThat(variable.getValue()).isNull();
                    assertThat(variable.getValueFrom().getSecretKeyRef().getName())
                            .isEqualTo("team-secrets");
                    assertThat(variable.getValueFrom().getSecretKeyRef().getKey())
                            .isEqualTo("registry");
                });
        assertThat(worker.getVolumeMounts())
                .filteredOn(mount -> mount.getName().startsWith("exaplan-volume-"))
                .extracting(VolumeMount::getMountPath, VolumeMount::getReadOnly)
                .containsExactly(tuple("/data/corpus", true), tuple("/ckpt", null));
        assertThat(pod.getVolumes())
                .filteredOn(volume -> volume.getPersistentVolumeClaim() != null)
                .extracting(volume -> volume.getPersistentVolumeClaim().getClaimName())
                .containsExactly("corpus", "ckpt");
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
    void runsAgainUnderAnotherIdAfterAFailure() {
        RunSpec first = gang("first-try", Map.of("TESTBED_SECONDS", "1", "TESTBED_EXIT_CODE", "75"));
        cluster.hold(first);
        assertThat(await(first, RunState.FAILED).exitCode()).isEqualTo(75);

        RunSpec second = gang("second-try", Map.of("TESTBED_SECONDS", "1"));
        cluster.hold(second);

        assertThat(await(second, RunState.SUCCEEDED).exitCode()).isZero();
        assertThat(report("first-try").orElseThrow().state()).isEqualTo(RunState.FAILED);
    }

    @Test
    void endsAtItsMaximumDuration() {
        RunSpec spec = spec("outlasts", Map.of(), 1L, null);

        cluster.hold(spec);

        assertThat(await(spec, RunState.FAILED).reason()).isEqualTo(RunReasons.MAX_DURATION_EXCEEDED);
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
    void refusesWhatItCannotRun() {
        assertThat(cluster.hold(spec("Not/a/name", Map.of(), null, null))).isInstanceOf(HoldOutcome.Impossible.class);
        RunSpec elsewhere = new RunSpec(
                "elsewhere",
                1,
                1,
                "job",
                "team",
                null,
                WorkKind.TRAINING,
                List.of(worker(0, "no-such-node")),
                runtime(Map.of()),
                null,
                null,
                5,
                null,
                null);
        assertThat(cluster.hold(elsewhere)).isInstanceOf(HoldOutcome.Postponed.class);
    }
}
