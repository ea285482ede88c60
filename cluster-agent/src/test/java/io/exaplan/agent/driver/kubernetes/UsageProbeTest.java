package io.exaplan.agent.driver.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpExchange;
import io.exaplan.agent.plannerlink.TinyServer;
import io.exaplan.agent.settings.InvalidSettings;
import io.exaplan.contract.NodeUsage;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true)
class UsageProbeTest {

    private static final String DCGM = """
            # HELP DCGM_FI_DEV_GPU_UTIL GPU utilization (in %).
            # TYPE DCGM_FI_DEV_GPU_UTIL gauge
            DCGM_FI_DEV_GPU_UTIL{gpu="0",UUID="GPU-1",device="nvidia0",Hostname="n1",pod="a,b"} 80
            DCGM_FI_DEV_GPU_UTIL{gpu="0",UUID="GPU-1",device="nvidia0",Hostname="n1",pod="c"} 80
            DCGM_FI_DEV_GPU_UTIL{gpu="1",UUID="GPU-2",device="nvidia1",Hostname="n1"} 40
            DCGM_FI_DEV_POWER_USAGE{gpu="0",UUID="GPU-1"} 301.5
            DCGM_FI_DEV_POWER_USAGE{gpu="1",UUID="GPU-2"} 98.5
            DCGM_FI_DEV_SM_CLOCK{gpu="0"} 1980
            """;
    private static final String NPU = """
            npu_chip_info_utilization{id="0",model_name="910B3",pcie_bus_info="0000:c1:00.0"} 50 1700000000000
            npu_chip_info_utilization{id="1",model_name="910B3"} 100 1700000000000
            npu_chip_info_power{id="0",model_name="910B3"} 92.5 1700000000000
            npu_chip_info_power{id="1",model_name="910B3"} NaN
            """;

    private KubernetesClient client;
    private final AtomicLong nanoTime = new AtomicLong();

    @Test
    void readsPagesOfBothExporters() {
        MetricsPage dcgm = MetricsPage.read(DCGM);
        MetricsPage npu = MetricsPage.read(NPU);

        // (80 + 40) / 2 devices, the first told twice
        assertThat(dcgm.busyFraction()).hasValue(0.6);
        assertThat(dcgm.totalWatts()).contains(400.0);
        assertThat(npu.busyFraction()).hasValue(0.75);
        assertThat(npu.totalWatts()).contains(92.5);
        assertThat(MetricsPage.read("<html>").busyFraction()).isEmpty();
    }

    @Test
    void asksTheExporterOfEachNodeAndForgetsWhatIsOld() throws Exception {
        try (TinyServer exporter = answering(DCGM, new ArrayList<>())) {
            pod("dcgm-1", "n1", "127.0.0.1");
            pod("dcgm-2", "n2", null);
            UsageProbe probe = probe("""
                    exporters: [{selector: "app=dcgm-exporter", port: %d}]
                    """.formatted(exporter.url().getPort()));

            probe.read();

            assertThat(probe.usage()).containsExactly(new NodeUsage("n1", 0.6, 400.0));
            nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(46));
            assertThat(probe.usage()).as("three readings missed").isEmpty();
        }
    }

    @Test
    void asksThePrometheusTheOperatorNames() throws Exception {
        List<String> asked = new ArrayList<>();
        String answer = """
                {"status": "success", "data": {"resultType": "vector", "result": [
                  {"metric": {"instance": "n1"}, "value": [1700000000, "0.25"]},
                  {"metric": {"instance": "n2"}, "value": [1700000000, "NaN"]},
                  {"metric": {}, "value": [1700000000, "0.5"]}]}}
                """;
        try (TinyServer prometheus = answering(answer, asked)) {
            UsageProbe probe = probe("""
                    prometheus: {url: "%s/", busy: "avg by (instance) (gpu_util) / 100", nodeLabel: instance}
                    """.formatted(prometheus.url()));

            probe.read();

            assertThat(probe.usage())
                    .extracting(NodeUsage::node, NodeUsage::busyFraction, NodeUsage::watts)
                    .containsExactly(tuple("n1", 0.25, null));
            assertThat(asked).containsExactly("/api/v1/query?query=avg+by+(instance)+(gpu_util)+/+100");
        }
    }

    @Test
    void isUnknownWhereNobodyAnswers() throws Exception {
        try (TinyServer broken =
                new TinyServer(exchange -> TinyServer.send(exchange, 500, "text/plain", new byte[0]))) {
            pod("dcgm-1", "n1", "127.0.0.1");
            UsageProbe probe = probe("""
                    exporters: [{selector: "app=dcgm-exporter", port: %d}]
                    prometheus: {url: "%s", busy: up}
                    """.formatted(broken.url().getPort(), broken.url()));

            probe.read();

            assertThat(probe.usage()).isEmpty();
        }
    }

    @Test
    void aPageThatNeverEndsAndOneThatIsTooLargeAreUnknownAndTheOthersAreRead() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (TinyServer exporter = answering(DCGM, new ArrayList<>());
                TinyServer endless = new TinyServer(exchange -> endlessly(exchange, over));
                TinyServer large = answering("# ".repeat(5 << 20), new ArrayList<>())) {
            pod("dcgm-1", "n1", "127.0.0.1");
            UsageProbe probe = probe("""
                    exporters:
                      - {selector: "app=dcgm-exporter", port: %d}
                      - {selector: "app=dcgm-exporter", port: %d}
                      - {selector: "app=dcgm-exporter", port: %d}
                    """.formatted(
                            endless.url().getPort(),
                            large.url().getPort(),
                            exporter.url().getPort()));

            probe.read();
            over.countDown();

            assertThat(probe.usage()).containsExactly(new NodeUsage("n1", 0.6, 400.0));
        }
    }

    private static void endlessly(HttpExchange exchange, CountDownLatch over) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(DCGM.replace(" 80", " 99").getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        try {
            over.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void namesWrongFields() {
        assertThatThrownBy(() -> SettingsOf.yaml("""
                usage: {every: PT0S, exporters: [{port: 0}], prometheus: {url: "ftp://x"}}
                """))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContainingAll(
                        "usage.every", "usage.exporters[0].selector", "usage.prometheus.url", "usage.prometheus.busy");
    }

    private UsageProbe probe(String usage) {
        UsageSettings settings =
                SettingsOf.yaml("usage:\n" + usage.indent(2)).usage().orElseThrow();
        return new UsageProbe(client, settings, nanoTime::get);
    }

    private void pod(String name, String node, String address) {
        client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace("gpu-operator")
                        .addToLabels("app", "dcgm-exporter")
                        .endMetadata()
                        .withNewSpec()
                        .withNodeName(node)
                        .endSpec()
                        .withNewStatus()
                        .withPodIP(address)
                        .endStatus()
                        .build())
                .create();
    }

    private static TinyServer answering(String body, List<String> asked) {
        return new TinyServer(exchange -> {
            asked.add(exchange.getRequestURI().getPath() + "?"
                    + exchange.getRequestURI().getQuery());
            TinyServer.send(exchange, 200, "text/plain", body.getBytes(StandardCharsets.UTF_8));
        });
    }
}
