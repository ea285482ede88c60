package io.exaplan.agent.driver.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.agent.driver.HoldOutcome;
import io.exaplan.contract.RunReport;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunState;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's pod template of a partition, as the API server and the scheduler take it. */
class PartitionsTemplatesTest extends OnTestBed {

    private static final String RDMA = "rdma/hca";

    @TempDir
    private static Path folder;

    @Override
    String podTemplates() {
        try {
            Path fast = Files.writeString(folder.resolve("fast.yaml"), """
                    spec:
                      securityContext: {seccompProfile: {type: RuntimeDefault}}
                      containers:
                        - name: worker
                          resources: {limits: {rdma/hca: "1"}}
                          volumeMounts: [{name: shm, mountPath: /dev/shm}]
                      volumes: [{name: shm, emptyDir: {medium: Memory}}]
                    """);
            Path volcano = Files.writeString(folder.resolve("volcano.yaml"), "spec: {schedulerName: volcano}");
            return "[{partition: h800x8, file: %s}, {partition: h20x8, file: %s}]".formatted(fast, volcano);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void aGangRunsWithTheDevicesOfItsFabricAndSharedMemory() {
        nodes.forEach(this::offerRdma);
        RunSpec gang = in("h800x8", gang("over-rdma", Map.of("TESTBED_SECONDS", "1")));

        assertThat(cluster.hold(gang)).isEqualTo(new HoldOutcome.Held());

        await(gang, RunState.RUNNING);
        Pod pod = pods(gang).getFirst();
        Container worker = pod.getSpec().getContainers().getFirst();
        assertThat(worker.getResources().getRequests()).containsEntry(RDMA, new Quantity("1"));
        assertThat(worker.getVolumeMounts()).extracting("mountPath").contains("/dev/shm");
        assertThat(pod.getSpec().getSecurityContext().getSeccompProfile().getType())
                .isEqualTo("RuntimeDefault");
        await(gang, RunState.SUCCEEDED);
    }

    @Test
    void aGangThatFindsNoDeviceOfItsFabricWaits() {
        RunSpec gang = in("h800x8", gang("without-rdma", Map.of()));

        cluster.hold(gang);

        await(
                "its reason",
                () -> report("without-rdma"),
                report -> report.map(RunReport::message)
                        .filter(message -> message.contains(RDMA))
                        .isPresent());
    }

    @Test
    void theReplicasOfAServiceHaveThePartitionsSchedulerAndOthersTheUsualOne() {
        RunSpec handed = in("h20x8", service("for-volcano", 1, Map.of(), 1));
        RunSpec usual = in("a800x8", service("for-nobody", 1, Map.of(), 1));

        cluster.hold(handed);
        cluster.hold(usual);

        await("its pod", () -> pods(handed), pods -> pods.size() == 1);
        assertThat(pods(handed).getFirst().getSpec().getSchedulerName()).isEqualTo("volcano");
        await(usual, RunState.RUNNING);
        assertThat(pods(usual).getFirst().getSpec().getSchedulerName()).isEqualTo("default-scheduler");
    }

    private void offerRdma(String node) {
        editing(() -> admin.nodes()
                .withName(node)
                .editStatus(now -> now.edit()
                        .editStatus()
                        .addToCapacity(RDMA, new Quantity("8"))
                        .addToAllocatable(RDMA, new Quantity("8"))
                        .endStatus()
                        .build()));
    }
}
