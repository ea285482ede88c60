package io.exaplan.server.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.exaplan.server.Api;
import io.exaplan.server.MutableClock;
import io.exaplan.server.ServerTest;
import io.exaplan.server.Tenancy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** A tenant's own server is told of the ends of its jobs. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(
        properties = {
            "exaplan.views.prediction-patience=0s",
            "exaplan.webhooks.allow-internal=true",
            "exaplan.webhooks.look=100ms",
            "exaplan.webhooks.timeout=2s",
            "exaplan.webhooks.max-attempts=3"
        })
class WebhookTest {

    private final Api api;
    private final MutableClock clock;
    private final JdbcClient jdbc;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger endless = new AtomicInteger();
    private volatile int answer = 204;
    private final HttpServer receiver;

    /** Until then an answer that has begun does not end. */
    private final CountDownLatch over = new CountDownLatch(1);

    private Api north;
    private Api south;

    WebhookTest(Api api, MutableClock clock, JdbcClient jdbc) throws IOException {
        this.api = api;
        this.clock = clock;
        this.jdbc = jdbc;
        this.north = api;
        this.south = api;
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    private record Received(Map<String, List<String>> headers, String body) {
        String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }
    }

    @BeforeAll
    void twoTenantsAndAReceiver() {
        north = api.asMemberOf(Tenancy.tenant(api, "north"));
        south = api.asMemberOf(Tenancy.tenant(api, "south"));
        receiver.createContext("/", this::receive);
        receiver.createContext("/endless", this::begin);
        receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        receiver.start();
        await().untilAsserted(() -> assertThat(jdbc.sql("select count(*) from webhook_position")
                        .query(Long.class)
                        .single())
                .isEqualTo(1));
    }

    @AfterAll
    void stopReceiver() {
        over.countDown();
        receiver.stop(0);
    }

    @Test
    void isCalledSignedAgainAndAgainUntilItAnswersWell() {
        answer = 503;
        Api.Answer made = north.post("/api/v1/webhooks", Map.of("url", url("first"), "events", List.of("CANCELLED")));
        assertThat(made.status()).as(made.raw().body()).isEqualTo(201);
        String secret = made.text("/secret");
        String log = made.header("Location") + "/deliveries";

        long job = cancelled(north, "north");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                north.get(log).body().at("/items/0/lastStatus").asInt())
                        .isEqualTo(503));
        assertThat(north.get(log).text("/items/0/state")).isEqualTo("PENDING");
        answer = 204;
        clock.advance(Duration.ofSeconds(11));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(north.get(log).text("/items/0/state")).isEqualTo("DELIVERED"));

        assertThat(north.get(log).body().at("/items/0/attempts").asInt()).isEqualTo(2);
        Received last = received.stream()
                .filter(each -> each.body().contains("\"jobId\":" + job))
                .toList()
                .getLast();
        assertThat(last.header("Exaplan-Event")).isEqualTo("job.cancelled");
        assertThat(last.header("Exaplan-Signature"))
                .isEqualTo("sha256=" + hmac(secret, last.header("Exaplan-Timestamp") + "." + last.body()));
        assertThat(last.body()).contains("\"tenant\":\"north\"", "\"type\":\"job.cancelled\"");
        assertThat(north.get(made.header("Location")).raw().body()).doesNotContain(secret);
        assertThat(north.delete(made.header("Location")).status()).isEqualTo(204);
    }

    @Test
    void isGivenUpInTheEnd() {
        answer = 500;
        Api.Answer made = south.post("/api/v1/webhooks", Map.of("url", url("second")));
        String log = made.header("Location") + "/deliveries";

        cancelled(south, "south");

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            clock.advance(Duration.ofMinutes(2));
            assertThat(south.get(log).text("/items/0/state")).isEqualTo("GIVEN_UP");
        });
        assertThat(south.get(log).body().at("/items/0/attempts").asInt()).isEqualTo(3);
        assertThat(south.get(log).text("/items/0/lastError")).contains("500");
        assertThat(south.delete(made.header("Location")).status()).isEqualTo(204);
    }

    @Test
    void holdsUpNobodyElsesMessagesWhenItsAnswerNeverEnds() {
        answer = 204;
        Api.Answer slow = south.post("/api/v1/webhooks", Map.of("url", url("endless"), "events", List.of("CANCELLED")));
        Api.Answer good = north.post("/api/v1/webhooks", Map.of("url", url("good"), "events", List.of("CANCELLED")));
        cancelled(south, "south");
        await().until(() -> endless.get() > 0);

        cancelled(north, "north");

        await().untilAsserted(() -> assertThat(
                        north.get(good.header("Location") + "/deliveries").text("/items/0/state"))
                .isEqualTo("DELIVERED"));
        String log = slow.header("Location") + "/deliveries";
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(south.get(log).text("/items/0/lastError")).contains("did not end within"));
        assertThat(north.delete(good.header("Location")).status()).isEqualTo(204);
        assertThat(south.delete(slow.header("Location")).status()).isEqualTo(204);
    }

    @Test
    void belongsToItsTenantAndChangesAsItWasRead() {
        Api.Answer made = north.post("/api/v1/webhooks", Map.of("url", url("third"), "active", false));
        String path = made.header("Location");
        Map<String, Object> other = Map.of("url", url("fourth"), "active", false);

        assertThat(south.get(path).status()).isEqualTo(404);
        assertThat(south.get(path + "/deliveries").status()).isEqualTo(404);
        assertThat(north.put(path, other).status()).isEqualTo(428);
        assertThat(north.put(path, other, "If-Match", north.get(path).header("ETag"))
                        .text("/url"))
                .endsWith("fourth");
        assertThat(north.post(path + "/secret", Map.of()).text("/secret")).isNotEqualTo(made.text("/secret"));
        assertThat(north.post(
                                "/api/v1/webhooks",
                                Map.of("url", "ftp://x", "events", List.of("EXPLODED"), "tenant", "south"))
                        .body()
                        .get("errors")
                        .valueStream()
                        .map(error -> error.get("field").asString()))
                .containsExactlyInAnyOrder("url", "events[0]", "tenant");
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(new Received(Map.copyOf(exchange.getRequestHeaders()), body));
            exchange.sendResponseHeaders(answer, -1);
        }
    }

    private void begin(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('.');
            exchange.getResponseBody().flush();
            endless.incrementAndGet();
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String url(String path) {
        return "http://127.0.0.1:%d/%s".formatted(receiver.getAddress().getPort(), path);
    }

    private static long cancelled(Api member, String tenant) {
        long job = Tenancy.submitted(member, Tenancy.job(tenant));
        assertThat(member.post("/api/v1/jobs/" + job + "/cancel", Map.of()).status())
                .isEqualTo(200);
        return job;
    }

    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
