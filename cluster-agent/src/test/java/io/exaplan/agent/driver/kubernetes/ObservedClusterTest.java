package io.exaplan.agent.driver.kubernetes;

import static io.exaplan.agent.driver.kubernetes.APod.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.agent.driver.HoldOutcome;
import io.exaplan.contract.NodeReport;
import io.exaplan.contract.NodeReport.ForeignEnd;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is seen of a real cluster. */
class ObservedClusterTest extends OnTestBed {

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
    void foreseesWhenPodsOfOthersEndByTheLimitOfTheirJob() {
        String node = nodes.getFirst();
        admin.resource(limitedJob(node)).create();
        admin.resource(aPod("limited-pod")
                        .on(node)
                        .holding("nvidia.com/gpu", 1)
                        .limitedTo(300, 10)
                        .build())
                .create();

        NodeReport report = await(
                        "both ends",
                        () -> node(node),
                        found -> found.orElseThrow().foreignEnds().size() == 2)
                .orElseThrow();

        Instant now = Instant.now();
        assertThat(report.foreignMilliDevices()).isEqualTo(3000);
        assertThat(report.foreignEnds()).extracting(ForeignEnd::milliDevices).containsExactly(1000L, 2000L);
        assertThat(report.foreignEnds().getFirst().at()).isBetween(now.plusSeconds(310 - 100), now.plusSeconds(311));
        assertThat(report.foreignEnds().getLast().at()).isBetween(now.plusSeconds(930 - 100), now.plusSeconds(931));

        admin.pods().inNamespace("default").withName("limited-pod").delete();
        admin.batch().v1().jobs().inNamespace("default").withName("limited").delete();
        await("their end", () -> node(node), found -> found.orElseThrow().foreignMilliDevices() == 0);
    }

    /** Somebody's Job of one pod with two devices. */
    private static Job limitedJob(String node) {
        return new JobBuilder()
                .withNewMetadata()
                .withName("limited")
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .withActiveDeadlineSeconds(900L)
                .withNewTemplate()
                .withSpec(aPod("theirs")
                        .on(node)
                        .holding("nvidia.com/gpu", 2)
                        .build()
                        .getSpec())
                .editSpec()
                .withRestartPolicy("Never")
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
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
                        .inNamespace(namespace)
                        .withName("exaplan-unwanted")
                        .get())
                .isNull();
    }
}
