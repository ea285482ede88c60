package io.exaplan.agent.driver.kubernetes;

import io.exaplan.agent.settings.Fields;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where utilisation and power are measured.
 *
 * @param every how often it is read
 * @param exporters exporters whose pages are read on every node
 * @param prometheus a Prometheus that is asked instead
 */
record UsageSettings(Duration every, List<Exporter> exporters, Optional<PrometheusQueries> prometheus) {

    /**
     * Pods that tell their node's devices, such as dcgm-exporter's or npu-exporter's.
     *
     * @param selector the pods' labels, as {@code KEY=VALUE,...}
     */
    record Exporter(String selector, int port, String path) {}

    /**
     * Queries whose results carry a label with the node's name.
     *
     * @param busy busy share of the node's devices, 0 to 1
     * @param watts power of the node's devices
     * @param nodeLabel the label
     * @param tokenFile bearer token
     */
    record PrometheusQueries(
            URI url, String busy, Optional<String> watts, String nodeLabel, Optional<Path> tokenFile) {}

    static UsageSettings read(Fields fields) {
        return new UsageSettings(
                fields.duration("every", Duration.ofSeconds(15), Duration.ofSeconds(1), Duration.ofHours(1)),
                fields.blocks("exporters").stream().map(UsageSettings::exporter).toList(),
                fields.has("prometheus") ? Optional.of(prometheus(fields.block("prometheus"))) : Optional.empty());
    }

    private static Exporter exporter(Fields fields) {
        return new Exporter(
                fields.text("selector", "labels of the exporter's pods, as KEY=VALUE"),
                (int) fields.number("port", 9400, 1, 65_535),
                fields.optionalText("path").orElse("/metrics"));
    }

    private static PrometheusQueries prometheus(Fields fields) {
        String allowed = "an http or https address";
        return new PrometheusQueries(
                fields.required(
                        "url", fields.parsed("url", allowed, UsageSettings::http), allowed, URI.create("http://x")),
                fields.text("busy", "a query of the busy share, 0 to 1, by node"),
                fields.optionalText("watts"),
                fields.optionalText("nodeLabel").orElse("node"),
                fields.path("tokenFile"));
    }

    private static URI http(String text) {
        URI url = URI.create(text);
        if (url.getHost() == null || !List.of("http", "https").contains(url.getScheme())) {
            throw new IllegalArgumentException(text);
        }
        return url;
    }
}
