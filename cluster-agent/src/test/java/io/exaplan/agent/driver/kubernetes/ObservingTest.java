package io.exaplan.agent.driver.kubernetes;

import static io.exaplan.agent.driver.kubernetes.ANode.aNode;
import static io.exaplan.agent.driver.kubernetes.ANode.anH800;
import static io.exaplan.agent.driver.kubernetes.APod.aPod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exaplan.agent.driver.DriverFailure;
import io.exaplan.agent.driver.HoldOutcome;
import io.exaplan.agent.driver.Specs;
import io.exaplan.contract.NodeReport;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The watching itself, on fabric8's mock of an API server. What a real one does is tested on the test bed. */
@EnableKubernetesMockClient(crud = true)
class ObservingTest {

    private static final KubernetesSettings OBSERVE = SettingsOf.yaml("{}");

    KubernetesMockServer server;
    KubernetesClient client;

    @Test
    void seesWhatIsThereAndWhatComesLater() throws Exception {
        client.resource(anH800("n2").build()).create();
        client.resource(aNode("no-accelerators").build()).create();
        try (KubernetesCluster cluster = KubernetesCluster.open(OBSERVE, server.createClient())) {
            Semaphore changes = new Semaphore(0);
            cluster.onChange(changes::release);
            assertThat(cluster.inventory().nodes()).extracting(NodeReport::name).containsExactly("n2");

            client.resource(anH800("n1").build()).create();
            await(cluster, changes, nodes -> nodes.size() == 2);
            client.resource(aPod("theirs").on("n1").holding("nvidia.com/gpu", 3).build())
                    .create();
            await(cluster, changes, nodes -> nodes.getFirst().foreignMilliDevices() == 3000);
            client.pods().inNamespace("default").withName("theirs").delete();
            await(cluster, changes, nodes -> nodes.getFirst().foreignMilliDevices() == 0);
            client.nodes().withName("n1").delete();
            await(cluster, changes, nodes -> nodes.size() == 1);
        }
    }

    @Test
    void createsNothing() {
        client.resource(anH800("n1").build()).create();
        try (KubernetesCluster cluster = KubernetesCluster.open(OBSERVE, server.createClient())) {
            assertThat(cluster.hold(Specs.aRun("r1").on("n1", 0, 1).build()))
                    .isEqualTo(new HoldOutcome.Impossible(
                            "This agent only observes its cluster (kubernetes.mode: observe)."));
        }

        assertThat(client.batch().v1().jobs().inAnyNamespace().list().getItems())
                .isEmpty();
    }

    @Test
    void saysWhatIsWrongWhenTheClusterCannotBeWatched() {
        KubernetesClient unreachable = server.createClient();
        server.shutdown();

        assertThatThrownBy(() -> KubernetesCluster.open(SettingsOf.yaml("connectTimeout: PT2S"), unreachable))
                .isInstanceOf(DriverFailure.class)
                .hasMessageContaining("cannot be watched");
    }

    private static void await(KubernetesCluster cluster, Semaphore changes, Predicate<List<NodeReport>> wanted)
            throws InterruptedException {
        while (!wanted.test(cluster.inventory().nodes())) {
            assertThat(changes.tryAcquire(10, TimeUnit.SECONDS))
                    .as("a change; now: %s", cluster.inventory().nodes())
                    .isTrue();
        }
    }
}
