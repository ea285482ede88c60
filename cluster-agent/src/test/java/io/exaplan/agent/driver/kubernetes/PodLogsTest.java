package io.exaplan.agent.driver.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.exaplan.agent.driver.DriverFailure;
import io.exaplan.agent.driver.LogLines;
import io.exaplan.agent.plannerlink.TinyServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Logs from a server that cuts as a kubelet does: so many last lines, and of these so many first bytes. */
class PodLogsTest {

    private static final Pattern LOG = Pattern.compile(".*/pods/([^/]+)/log");
    private static final String WAITS = "ContainerCreating";

    private final Map<String, String> logs = new TreeMap<>();
    private final TinyServer server = new TinyServer(this::answer);
    private final KubernetesClient client = new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder()
                    .withMasterUrl(server.url().toString())
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void tellsTheLastLines() {
        logs.put("run-0", lines(1, 50, 10));

        LogLines tail = tail(3);

        assertThat(tail.lines()).extracting(line -> line.substring(0, 4)).containsExactly("0048", "0049", "0050");
        assertThat(tail.truncated()).isTrue();
        assertThat(tail(100).truncated()).isFalse();
    }

    @Test
    void tellsTheNewestLinesWhereNotAllFit() {
        logs.put("run-0", lines(1, 2_000, 1_000));

        LogLines tail = tail(2_000);

        assertThat(tail.lines().getLast()).startsWith("2000").hasSize(1_000);
        assertThat(tail.lines()).hasSizeGreaterThan(50);
        assertThat(tail.truncated()).isTrue();
    }

    @Test
    void tellsTheBeginningOfASingleLineThatIsLargerThanAll() {
        logs.put("run-0", lines(1, 1, 1_000_000));

        assertThat(tail(100).lines())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("0001").hasSizeLessThanOrEqualTo(200_000));
        assertThat(tail(100).truncated()).isTrue();
    }

    @Test
    void tellsWhoseEachLineIsAndWhoHasNone() {
        logs.put("run-0", lines(1, 2, 5));
        logs.put("run-1", WAITS);

        assertThat(tail(100).lines()).hasSize(3).satisfies(all -> {
            assertThat(all.getFirst()).isEqualTo("[run-0] 0001x");
            assertThat(all.getLast()).startsWith("[run-1] No log: ").contains(WAITS);
        });
    }

    @Test
    void saysThatARunHasNoPodsOrNoLogYet() {
        assertThatThrownBy(() -> tail(10)).isInstanceOf(DriverFailure.class).hasMessageContaining("no pods any more");
        logs.put("run-0", WAITS);
        assertThatThrownBy(() -> tail(10)).isInstanceOf(DriverFailure.class).hasMessageContaining(WAITS);
    }

    private LogLines tail(int most) {
        return PodLogs.of(client, "runs", "run").tail(most);
    }

    private static String lines(int first, int last, int length) {
        return IntStream.rangeClosed(first, last)
                .mapToObj("%04d"::formatted)
                .map(number -> number + "x".repeat(length - number.length()) + "\n")
                .collect(Collectors.joining());
    }

    private void answer(HttpExchange exchange) throws IOException {
        Matcher log = LOG.matcher(exchange.getRequestURI().getPath());
        if (!log.matches()) {
            json(exchange, 200, """
                    {"kind": "PodList", "apiVersion": "v1", "metadata": {}, "items": [%s]}""".formatted(
                            logs.keySet().stream().map("""
                                    {"kind": "Pod", "apiVersion": "v1", "metadata": {"name": "%s"}}"""::formatted).collect(Collectors.joining(","))));
            return;
        }
        String text = logs.getOrDefault(log.group(1), "");
        if (text.equals(WAITS)) {
            json(exchange, 400, """
                    {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": 400,
                     "message": "container \\"worker\\" is waiting to start: ContainerCreating"}""");
            return;
        }
        Map<String, Integer> asked = Arrays.stream(
                        exchange.getRequestURI().getQuery().split("&"))
                .map(pair -> pair.split("="))
                .filter(pair -> pair[1].matches("[0-9]+"))
                .collect(Collectors.toMap(pair -> pair[0], pair -> Integer.valueOf(pair[1])));
        List<String> all = text.lines().toList();
        String tail = all.subList(Math.max(0, all.size() - asked.get("tailLines")), all.size()).stream()
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        TinyServer.send(
                exchange,
                200,
                "text/plain",
                tail.substring(0, Math.min(tail.length(), asked.get("limitBytes")))
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static void json(HttpExchange exchange, int status, String body) throws IOException {
        TinyServer.send(exchange, status, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }
}
