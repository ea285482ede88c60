package io.exaplan.agent.driver.kubernetes;

import static io.exaplan.agent.driver.kubernetes.APod.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.agent.driver.HoldOutcome;
import io.exaplan.contract.NodeReport;
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
