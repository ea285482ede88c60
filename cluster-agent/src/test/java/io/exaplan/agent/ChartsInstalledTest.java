package io.exaplan.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.Release;
import io.exaplan.agent.driver.kubernetes.SharedTestBed;
import io.exaplan.agent.driver.kubernetes.TestBed;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both charts installed, upgraded and uninstalled by Helm on a real API server, which refuses fields it does not know. Their
 * pods are kwok's: that the images start is not shown here.
 */
@ExtendWith(SharedTestBed.class)
class ChartsInstalledTest {

    private static final String NAMESPACE = "exaplan-charts";
    private static final String RUNS = "exaplan-charts-runs";

    private static KubernetesClient admin;
    private static Path kubeconfig;

    @TempDir
    private Path folder;

    @BeforeAll
    static void prepare(TestBed testBed) throws IOException {
        admin = testBed.admin();
        kubeconfig = testBed.kubeconfig();
        for (String name : new String[] {NAMESPACE, RUNS}) {
            admin.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .endMetadata()
                            .build())
                    .create();
        }
        admin.resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName("plain")
                        .endMetadata()
                        .withNewStatus()
                        .addToAllocatable(Map.of(
                                "cpu", new Quantity("64"), "memory", new Quantity("64Gi"), "pods", new Quantity("99")))
                        .addToCapacity(Map.of(
                                "cpu", new Quantity("64"), "memory", new Quantity("64Gi"), "pods", new Quantity("99")))
                        .endStatus()
                        .build())
                .create();
        for (int number = 0; number < 2; number++) {
            admin.resource(new PersistentVolumeBuilder()
                            .withNewMetadata()
                            .withName("volume-" + number)
                            .endMetadata()
                            .withNewSpec()
                            .withAccessModes("ReadWriteOnce")
                            .addToCapacity("storage", new Quantity("30Gi"))
                            .withNewHostPath()
                            .withPath("/volume-" + number)
                            .endHostPath()
                            .endSpec()
                            .build())
                    .create();
        }
        try (InputStream definitions =
                Objects.requireNonNull(ChartsInstalledTest.class.getResourceAsStream("/prometheus-operator.yaml"))) {
            admin.load(definitions).create();
        }
    }

    @AfterAll
    static void disconnect() {
        if (admin != null) {
            admin.nodes().withName("plain").delete();
            admin.close();
        }
    }

    @Test
    void thePlannerFirstAloneThenReplicated() throws IOException {
        secret("postgres", "password");

        Release alone = install(Chart.PLANNER, Chart.PLANNER.least());

        assertThat(alone.getStatus()).isEqualTo("deployed");
        assertThat(ready("planner")).isEqualTo(1);
        Release replicated = upgrade(Chart.PLANNER, """
                replicas: 3
                database: {url: "jdbc:postgresql://postgres/exaplan", user: exaplan, existingSecret: postgres}
                settings: {exaplan: {planning: {horizon: 7d}}}
                ingress: {enabled: true, host: planner.example}
                monitoring:
                  serviceMonitor: {enabled: true, tokenSecret: scrape}
                  prometheusRule: {enabled: true}
                  dashboard: {enabled: true}
                """);
        assertThat(replicated.getRevision()).isEqualTo("2");
        assertThat(ready("planner")).isEqualTo(3);
        assertThat(admin.policy()
                        .v1()
                        .podDisruptionBudget()
                        .inNamespace(NAMESPACE)
                        .list()
                        .getItems())
                .hasSize(1);
        assertThat(admin.genericKubernetesResources("monitoring.coreos.com/v1", "PrometheusRule")
                        .inNamespace(NAMESPACE)
                        .list()
                        .getItems())
                .hasSize(1);
        uninstall(Chart.PLANNER);
        assertThat(deployment("planner")).isNull();
        assertThat(admin.persistentVolumeClaims()
                        .inNamespace(NAMESPACE)
                        .withName("planner")
                        .get())
                .as("the database of its time alone")
                .isNotNull();
    }

    @Test
    void theAgentFirstObservesThenApplies() throws IOException {
        secret("north-join", "join-token");

        install(Chart.AGENT, Chart.AGENT.least());

        assertThat(ready("agent")).isEqualTo(1);
        assertThat(admin.rbac().roles().inNamespace(RUNS).list().getItems()).isEmpty();
        upgrade(Chart.AGENT, Chart.AGENT.least() + "mode: apply\nruns: {namespace: %s}\n".formatted(RUNS));
        assertThat(admin.rbac().roles().inNamespace(RUNS).list().getItems()).isNotEmpty();
        assertThat(admin.batch().v1().cronjobs().inNamespace(NAMESPACE).list().getItems())
                .hasSize(1);
        uninstall(Chart.AGENT);
        assertThat(deployment("agent")).isNull();
        assertThat(admin.rbac().roles().inNamespace(RUNS).list().getItems()).isEmpty();
        assertThat(admin.persistentVolumeClaims()
                        .inNamespace(NAMESPACE)
                        .withName("agent")
                        .get())
                .as("the agent's own token")
                .isNotNull();
    }

    @Test
    void aChartInstalledWithWrongValuesLeavesNothing() {
        assertThatThrownBy(() -> install(Chart.PLANNER, "replicas: 2\n")).hasMessageContaining("database");

        assertThat(deployment("planner")).isNull();
    }

    private Release install(Chart chart, String values) throws IOException {
        return new Helm(chart.path())
                .install()
                .withName(chart.release())
                .withNamespace(NAMESPACE)
                .withKubeConfig(kubeconfig)
                .withValuesFile(file(values))
                .waitReady()
                .withTimeout(60)
                .call();
    }

    private Release upgrade(Chart chart, String values) throws IOException {
        return new Helm(chart.path())
                .upgrade()
                .withName(chart.release())
                .withNamespace(NAMESPACE)
                .withKubeConfig(kubeconfig)
                .withValuesFile(file(values))
                .resetValues()
                .waitReady()
                .withTimeout(60)
                .call();
    }

    private static void uninstall(Chart chart) {
        Helm.uninstall(chart.release())
                .withNamespace(NAMESPACE)
                .withKubeConfig(kubeconfig)
                .call();
    }

    private Path file(String values) throws IOException {
        return Files.writeString(folder.resolve("values.yaml"), values);
    }

    private static void secret(String name, String key) {
        admin.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(NAMESPACE)
                        .endMetadata()
                        .addToStringData(key, "secret")
                        .build())
                .create();
    }

    private static int ready(String name) {
        return Objects.requireNonNullElse(
                Objects.requireNonNull(deployment(name)).getStatus().getReadyReplicas(), 0);
    }

    private static Deployment deployment(String name) {
        return admin.apps().deployments().inNamespace(NAMESPACE).withName(name).get();
    }
}
