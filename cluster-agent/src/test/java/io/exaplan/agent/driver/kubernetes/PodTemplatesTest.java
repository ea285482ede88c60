package io.exaplan.agent.driver.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.exaplan.agent.driver.DriverFailure;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunSpec.WorkerPlacement;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the operator's template of a partition gives to the workers there, and to no others. */
class PodTemplatesTest {

    private static final String TEMPLATE = """
            metadata: {annotations: {k8s.v1.cni.cncf.io/networks: rdma-a}}
            spec:
              schedulerName: volcano
              securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
              tolerations: [{key: night, operator: Exists}]
              containers:
                - name: worker
                  image: ignored
                  resources: {limits: {rdma/hca: "1"}}
                  securityContext: {capabilities: {add: [IPC_LOCK]}}
                  env: [{name: NCCL_IB_HCA, value: mlx5}, {name: RUN_BY, value: operator}]
                  volumeMounts: [{name: shm, mountPath: /dev/shm}]
                - {name: beside, image: registry/beside:1}
              volumes: [{name: shm, emptyDir: {medium: Memory, sizeLimit: 64Gi}}]
            """;

    private static final NodeFacts NODE = new NodeFacts(
            "n1", "NVIDIA-H800", "nvidia.com/gpu", 8, 8, 1, 0, 128_000, 1_048_576, null, null, true, false);

    private final KubernetesSerialization serialization = new KubernetesSerialization();

    @TempDir
    private Path folder;

    @Test
    void workersHaveWhatTheirPartitionsTemplateSaysBesideWhatTheirRunAsks() throws IOException {
        PodTemplateSpec pod = podIn("h800x8");

        assertThat(pod.getMetadata().getAnnotations()).containsKey("k8s.v1.cni.cncf.io/networks");
        assertThat(pod.getMetadata().getLabels()).containsEntry(RunKeys.RUN, "run");
        assertThat(pod.getSpec().getSchedulerName()).isEqualTo("volcano");
        assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSpec().getTolerations())
                .extracting("key")
                .contains("night", "nvidia.com/gpu", "node.kubernetes.io/unreachable");
        assertThat(pod.getSpec().getAffinity().getNodeAffinity()).isNotNull();
        assertThat(pod.getSpec().getVolumes()).extracting("name").containsExactly("shm", "exaplan-volume-0");
        assertThat(pod.getSpec().getContainers()).extracting("name").containsExactly("worker", "beside");
        Container worker = pod.getSpec().getContainers().getFirst();
        assertThat(worker.getImage()).isEqualTo("registry/train:1");
        assertThat(worker.getResources().getLimits())
                .containsOnly(Map.entry("rdma/hca", new Quantity("1")), Map.entry("nvidia.com/gpu", new Quantity("2")));
        assertThat(worker.getSecurityContext().getCapabilities().getAdd()).containsExactly("IPC_LOCK");
        assertThat(worker.getVolumeMounts()).extracting("mountPath").containsExactly("/dev/shm", "/data");
        assertThat(worker.getEnv())
                .extracting("name", "value")
                .containsExactlyInAnyOrder(tuple("NCCL_IB_HCA", "mlx5"), tuple("RUN_BY", "team"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {"h20x8", "null"})
    void workersElsewhereHaveNothingOfIt(String partition) throws IOException {
        PodTemplateSpec pod = podIn(partition);

        assertThat(pod.getSpec().getSchedulerName()).isNull();
        assertThat(pod.getSpec().getContainers()).hasSize(1);
        assertThat(pod.getSpec().getContainers().getFirst().getResources().getLimits())
                .containsOnlyKeys("nvidia.com/gpu");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spec: {schedulrName: volcano} | spec.schedulrName",
                "spec: {containers: [{name: worker, volumeMount: []}]} | spec.containers.0.volumeMount",
                "kind: Pod | kind",
                "spec: {schedulerName: [volcano]} | spec.schedulerName",
                "spec: [ | template.yaml",
                "7 | template.yaml"
            })
    void aTemplateThatKubernetesWouldNotUnderstandIsRefusedByItsField(String yaml, String words) throws IOException {
        Path file = Files.writeString(folder.resolve("template.yaml"), yaml);

        assertThatThrownBy(() -> PodTemplates.read(Map.of("h800x8", file), serialization))
                .isInstanceOf(DriverFailure.class)
                .hasMessageContainingAll("template.yaml of h800x8", words);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> PodTemplates.read(Map.of("h800x8", folder.resolve("absent.yaml")), serialization))
                .isInstanceOf(DriverFailure.class)
                .hasMessageContaining("absent.yaml");
    }

    private PodTemplateSpec podIn(@Nullable String partition) throws IOException {
        Path file = Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
        PodTemplates templates = PodTemplates.read(Map.of("h800x8", file), serialization);
        RunSpec spec = run(partition);
        return new PodPlacement(settings(), List.of(), templates)
                .template(spec, WorkerShape.of(spec), NODE, List.of("n1"), List.of());
    }

    private static ApplySettings settings() {
        return SettingsOf.yaml("{mode: apply, apply: {namespace: runs}}")
                .apply()
                .orElseThrow();
    }

    private static RunSpec run(@Nullable String partition) {
        return new RunSpec(
                "run",
                1,
                1,
                "job",
                "team",
                partition,
                RunSpec.WorkKind.TRAINING,
                List.of(new WorkerPlacement(0, 0, "n1", List.of(0, 1), 1000, 4000, 1024)),
                new RunSpec.Runtime(
                        "registry/train:1",
                        List.of("train"),
                        Map.of("RUN_BY", "team"),
                        List.of(),
                        List.of(new RunSpec.Volume("corpus", "/data", true))),
                null,
                null,
                30,
                null,
                null);
    }
}
