package io.exaplan.agent.driver.kubernetes;

import static io.exaplan.agent.driver.kubernetes.ANode.anH800;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.agent.driver.HoldOutcome;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunSpec.WorkerPlacement;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A cluster whose operator has not installed LeaderWorkerSet, on fabric8's mock: the test bed's has it. */
@EnableKubernetesMockClient(crud = true)
class WithoutLeaderWorkerSetTest {

    KubernetesMockServer server;
    KubernetesClient client;

    @Test
    void refusesReplicasThatSpanNodesByNameOfWhatIsMissingAndMakesNothing() {
        client.resource(anH800("n1").build()).create();
        client.resource(anH800("n2").build()).create();

        HoldOutcome outcome = held(OnTestBed.worker(0, 0, "n1"), OnTestBed.worker(1, 0, "n2"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        HoldOutcome.Impossible.class,
                        refusal -> assertThat(refusal.problem())
                                .contains(
                                        "each replica has 2 workers",
                                        "leaderworkersets.leaderworkerset.x-k8s.io",
                                        "leaderworkerset.x-k8s.io/v1"));
        assertThat(client.services().inNamespace("runs").list().getItems()).isEmpty();
    }

    @Test
    void servesReplicasOfOneWorkerAllTheSame() {
        client.resource(anH800("n1").build()).create();

        assertThat(held(OnTestBed.worker(0, 0, "n1"))).isEqualTo(new HoldOutcome.Held());
        assertThat(client.apps().deployments().inNamespace("runs").list().getItems())
                .hasSize(1);
    }

    private HoldOutcome held(WorkerPlacement... workers) {
        try (KubernetesCluster cluster = KubernetesCluster.open(
                SettingsOf.yaml("{mode: apply, apply: {namespace: runs}}"), server.createClient())) {
            return cluster.hold(new RunSpec(
                    "run",
                    1,
                    9,
                    "service",
                    "team",
                    null,
                    RunSpec.WorkKind.INFERENCE,
                    List.of(workers),
                    OnTestBed.runtime(Map.of()),
                    null,
                    null,
                    1,
                    null,
                    null));
        }
    }
}
