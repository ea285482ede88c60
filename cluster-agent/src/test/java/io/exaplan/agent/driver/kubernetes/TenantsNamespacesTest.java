package io.exaplan.agent.driver.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exaplan.agent.driver.HoldOutcome;
import io.exaplan.agent.driver.StopOutcome;
import io.exaplan.contract.RunReasons;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunState;
import io.exaplan.contract.StopOrder;
import io.exaplan.contract.StopReason;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs of tenants that have a namespace of their own, with the accounts and rights of the chart. */
class TenantsNamespacesTest extends WithChartsAccounts {

    private static String own = "";
    private static String foreign = "";

    @BeforeAll
    static void makeNamespaces() {
        own = namespace + "-bank";
        foreign = namespace + "-foreign";
        for (String name : List.of(own, foreign)) {
            admin.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .endMetadata()
                            .build())
                    .create();
        }
    }

    @Override
    String ofTenants() {
        return "[{name: %s, tenants: [bank]}]".formatted(own);
    }

    @BeforeEach
    void useTheChartsAccount() {
        cluster.close();
        cluster = open("apply", testBed.as(token("agent")));
    }

    @Test
    void runsGoToTheirTenantsNamespace() {
        RunSpec banks = of("bank", gang("of-the-bank", Map.of("TESTBED_SECONDS", "1")));

        assertThat(cluster.hold(banks)).isEqualTo(new HoldOutcome.Held());
        await(banks, RunState.RUNNING);

        assertThat(podsIn(own, banks)).hasSize(2);
        assertThat(podsIn(namespace, banks)).isEmpty();
        assertThat(podsIn(own, banks)
                        .getFirst()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getEnv())
                .filteredOn(variable -> variable.getName().equals("MASTER_ADDR"))
                .singleElement()
                .satisfies(address -> assertThat(address.getValue()).endsWith("." + own));
        assertThat(node(nodes.getFirst()).orElseThrow().foreignMilliDevices()).isZero();
        await(banks, RunState.SUCCEEDED);
        cluster.forget(Set.of("of-the-bank"));
        await("its silence", () -> report("of-the-bank"), Optional::isEmpty);

        RunSpec others = of("lab", gang("of-the-lab", Map.of("TESTBED_SECONDS", "1")));
        cluster.hold(others);
        await(others, RunState.SUCCEEDED);
        assertThat(podsIn(namespace, others)).hasSize(2);
        assertThat(podsIn(own, others)).isEmpty();
    }

    @Test
    void servicesServeAndStopThere() {
        RunSpec service = of("bank", service("serves-the-bank", 1, Map.of(), 1, 1));
        cluster.hold(service);
        await(service, RunState.RUNNING);

        assertThat(podsIn(own, service)).hasSize(2);
        assertThat(cluster.stop(new StopOrder("serves-the-bank", StopReason.CANCELLED, 1)))
                .isEqualTo(new StopOutcome.Ending());
        await(service, RunState.STOPPED);
        await("its pods' end", () -> podsIn(own, service), List::isEmpty);
    }

    @Test
    void aRunStaysWhereItWasMadeWhenItsTenantMoves() {
        RunSpec service = of("bank", service("stays", 1, Map.of(), 1));
        cluster.hold(service);
        await(service, RunState.RUNNING);
        cluster.close();

        cluster = KubernetesCluster.open(
                SettingsOf.yaml("""
                        mode: apply
                        kubeconfig: %s
                        apply: {namespace: %s, namespaces: [{name: %s}]}
                        """.formatted(testBed.kubeconfig(), namespace, own)), testBed.as(token("agent")));
        RunSpec wider = of("bank", service("stays", 2, Map.of(), 2));
        assertThat(cluster.hold(wider)).isEqualTo(new HoldOutcome.Held());

        await("the second replica", () -> podsIn(own, wider), pods -> pods.size() == 2);
        assertThat(podsIn(namespace, wider)).isEmpty();
        cluster.stop(new StopOrder("stays", StopReason.CANCELLED, 1));
        await(wider, RunState.STOPPED);
    }

    @Test
    void theReaperLooksIntoEveryNamespaceOfRuns() throws IOException {
        RunSpec guarded = of("bank", leased(gang("guarded-bank", Map.of()), 600));
        cluster.hold(guarded);
        await(guarded, RunState.RUNNING);

        assertThat(reap(Duration.ofMinutes(9))).doesNotContain("guarded-bank");
        assertThat(reap(Duration.ofMinutes(11))).contains("guarded-bank");

        assertThat(await(guarded, RunState.FAILED).reason()).isEqualTo(RunReasons.LEASE_EXPIRED);
        await("its pods' end", () -> podsIn(own, guarded), List::isEmpty);
    }

    @Test
    void hasNoRightsInOtherNamespaces() {
        for (String account : List.of("agent", "agent-reaper")) {
            try (KubernetesClient client = testBed.as(token(account))) {
                assertThatThrownBy(() -> client.services().inNamespace(foreign).list())
                        .isInstanceOf(KubernetesClientException.class)
                        .hasMessageContaining("forbidden");
                assertThatThrownBy(() -> client.pods().inNamespace(foreign).delete())
                        .isInstanceOf(KubernetesClientException.class)
                        .hasMessageContaining("forbidden");
            }
        }
    }

    private static List<Pod> podsIn(String where, RunSpec spec) {
        return admin.pods()
                .inNamespace(where)
                .withLabel(RunKeys.RUN, spec.runId())
                .list()
                .getItems();
    }
}
