package io.exaplan.agent.driver.kubernetes;

import io.exaplan.agent.driver.kubernetes.UsageSettings.Exporter;
import io.exaplan.agent.driver.kubernetes.UsageSettings.PrometheusQueries;
import io.exaplan.contract.NodeUsage;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads measured utilisation now and then. What could not be read lately is left out: unknown, and never guessed. */
final class UsageProbe implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UsageProbe.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int AT_ONCE = 16;
    private static final int LARGEST_ANSWER_BYTES = 8 << 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record Measured(NodeUsage usage, long atNanos) {}

    private final KubernetesClient client;
    private final UsageSettings settings;
    private final LongSupplier nanoTime;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Map<String, Measured> measured = new ConcurrentHashMap<>();
    private final Thread reader = Thread.ofVirtual().name("usage").unstarted(this::work);

    UsageProbe(KubernetesClient client, UsageSettings settings, LongSupplier nanoTime) {
        this.client = client;
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    void start() {
        reader.start();
    }

    /** What was measured within the last three readings. */
    List<NodeUsage> usage() {
        long oldest = nanoTime.getAsLong() - settings.every().toNanos() * 3;
        measured.values().removeIf(old -> old.atNanos() - oldest < 0);
        return measured.values().stream().map(Measured::usage).toList();
    }

    /** One reading of everything there is to read. */
    void read() throws InterruptedException {
        for (Exporter exporter : settings.exporters()) {
            List<Thread> readings = pods(exporter)
                    .map(pod -> Thread.ofVirtual().start(() -> readPage(pod, exporter)))
                    .toList();
            for (Thread reading : readings) {
                reading.join();
            }
        }
        settings.prometheus().ifPresent(this::ask);
    }

    @Override
    public void close() {
        reader.interrupt();
        http.shutdownNow();
    }

    private void work() {
        try {
            while (true) {
                try {
                    read();
                } catch (RuntimeException failure) {
                    LOG.warn("Utilisation could not be read; trying again: {}", failure.getMessage());
                }
                Thread.sleep(settings.every());
            }
        } catch (InterruptedException closed) {
            // The driver is closed.
        }
    }

    private Stream<Pod> pods(Exporter exporter) {
        return client.pods().inAnyNamespace().withLabelSelector(exporter.selector()).list().getItems().stream()
                .filter(pod ->
                        pod.getStatus().getPodIP() != null && pod.getSpec().getNodeName() != null);
    }

    private void readPage(Pod pod, Exporter exporter) {
        String host = pod.getStatus().getPodIP();
        URI page = URI.create("http://%s:%d%s"
                .formatted(host.contains(":") ? "[" + host + "]" : host, exporter.port(), exporter.path()));
        try {
            MetricsPage told = MetricsPage.read(get(HttpRequest.newBuilder(page)));
            told.busyFraction()
                    .ifPresent(busy -> take(
                            pod.getSpec().getNodeName(), busy, told.totalWatts().orElse(null)));
        } catch (IOException unread) {
            LOG.debug("{} could not be read: {}", page, unread.toString());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(PrometheusQueries queries) {
        try {
            Map<String, Double> watts = queries.watts().isPresent()
                    ? byNode(queries, queries.watts().get())
                    : Map.of();
            byNode(queries, queries.busy()).forEach((node, busy) -> take(node, busy, watts.get(node)));
        } catch (IOException | JacksonException unread) {
            LOG.warn("{} could not be asked: {}", queries.url(), unread.getMessage());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, Double> byNode(PrometheusQueries queries, String query)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(queries.url().toString().replaceAll("/+$", "")
                        + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)));
        if (queries.tokenFile().isPresent()) {
            request.header(
                    "Authorization",
                    "Bearer " + Files.readString(queries.tokenFile().get()).strip());
        }
        Map<String, Double> values = new HashMap<>();
        for (JsonNode result : JSON.readTree(get(request)).at("/data/result")) {
            String node = result.at("/metric").path(queries.nodeLabel()).asString("");
            number(result.at("/value/1").asString("")).ifPresent(value -> values.put(node, value));
        }
        values.remove("");
        return values;
    }

    /** A whole answer: what never ends, or is larger than any of these pages, must not cost the readings of all others. */
    private String get(HttpRequest.Builder request) throws IOException, InterruptedException {
        places.acquire();
        CompletableFuture<HttpResponse<String>> pending =
                http.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST_ANSWER_BYTES));
        try {
            HttpResponse<String> answer = pending.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.statusCode() != 200) {
                throw new IOException("answered with status " + answer.statusCode());
            }
            return answer.body();
        } catch (TimeoutException late) {
            throw new IOException("gave no whole answer within %d s".formatted(PATIENCE.toSeconds()), late);
        } catch (ExecutionException failed) {
            throw new IOException(String.valueOf(failed.getCause()), failed);
        } finally {
            pending.cancel(true);
            places.release();
        }
    }

    /** Whether it can be true is judged by the planner, which says so to the operator. */
    private void take(String node, double busy, @Nullable Double watts) {
        measured.put(node, new Measured(new NodeUsage(node, busy, watts), nanoTime.getAsLong()));
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.valueOf(text)).filter(value -> !value.isNaN() && !value.isInfinite());
        } catch (NumberFormatException unreadable) {
            return Optional.empty();
        }
    }
}
