package io.exaplan.agent.plannerlink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.exaplan.agent.plannerlink.TinyServer.Handler;
import io.exaplan.contract.OpenSession;
import io.exaplan.contract.PlanClock;
import io.exaplan.contract.SessionOpened;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpPlannerLinkTest {

    private static final OpenSession OPEN = new OpenSession(1, "north", "1.0", "a", null);
    private static final SessionOpened OPENED =
            new SessionOpened(1, "db", 3, null, new PlanClock(Instant.parse("2026-03-01T08:00:00Z"), 60));
    private static final LinkLimits LIMITS = new LinkLimits(Duration.ofSeconds(2), Duration.ofSeconds(5), 10_000);

    @Test
    void sendsPackedJsonWithItsTokenAndReadsAPackedAnswer() {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();

        Answer<SessionOpened> answer = open(exchange -> {
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            seen.add(exchange.getRequestHeaders().getFirst("Authorization"));
            seen.add(new String(Gzip.unpackIf(true, exchange.getRequestBody().readAllBytes(), 10_000), UTF_8));
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            answer(exchange, 200, Gzip.pack(ProtocolJson.mapper().writeValueAsBytes(OPENED)));
        });

        assertThat(answer).isEqualTo(new Answer.Accepted<>(OPENED));
        assertThat(seen)
                .containsExactly(
                        "POST /agent/v1/sessions",
                        "Bearer secret",
                        "{\"protocolVersion\":1,\"cluster\":\"north\",\"agentVersion\":\"1.0\",\"instance\":\"a\"}");
    }

    @Test
    void readsARefusalWithAllItsFields() {
        String problem = """
                {"type": "urn:exaplan:problem:invalid", "title": "Not valid", "status": 400, "detail": "1 field.",
                 "errors": [{"field": "cluster", "value": "", "message": "a name"}], "traceId": 7}
                """;

        Answer<SessionOpened> answer = open(exchange -> answer(exchange, 400, problem.getBytes(UTF_8)));

        assertThat(answer).isEqualTo(new Answer.Refused<>(Refusal.INVALID, "1 field. (cluster is : a name)", null));
    }

    @Test
    void takesThePlannersWordOnlyForAStaleSession() {
        String problem = "{\"type\": \"urn:exaplan:problem:stale-session\", \"detail\": \"Session 3 is newer.\"}";

        assertThat(open(exchange -> answer(exchange, 409, problem.getBytes(UTF_8))))
                .isEqualTo(new Answer.Refused<>(Refusal.STALE_SESSION, "Session 3 is newer.", null));
        assertThat(open(exchange -> answer(exchange, 409, "conflict".getBytes(UTF_8))))
                .isEqualTo(new Answer.Refused<>(Refusal.OTHER, "The answer had status 409.", null));
    }

    @Test
    void waitsAsLongAsAGatewayAsks() {
        Answer<SessionOpened> answer = open(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "7");
            answer(exchange, 503, new byte[0]);
        });

        assertThat(answer)
                .isEqualTo(
                        new Answer.Refused<>(Refusal.UNAVAILABLE, "The answer had status 503.", Duration.ofSeconds(7)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>hello</html>", "[]", "null", "7", "{}", "{\"protocolVersion\": \"x\"}"})
    void callsGarbageGarbage(String body) {
        assertThat(open(exchange -> answer(exchange, 200, body.getBytes(UTF_8))))
                .isInstanceOf(Answer.Missing.class);
    }

    @Test
    void namesWhatAnAnswerLacks() {
        Answer<SessionOpened> answer = open(
                exchange -> answer(exchange, 200, "{\"protocolVersion\": 1, \"sessionEpoch\": 1}".getBytes(UTF_8)));

        assertThat(((Answer.Missing<SessionOpened>) answer).problem()).endsWith("lacks databaseId, clock.");
    }

    @Test
    void callsABrokenGzipGarbage() {
        Answer<SessionOpened> answer = open(exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            answer(exchange, 200, "not gzip".getBytes(UTF_8));
        });

        assertThat(((Answer.Missing<SessionOpened>) answer).problem()).contains("gzip is damaged");
    }

    @Test
    void readsNoMoreThanItsLimitHoweverSmallItWasPacked() {
        Answer<SessionOpened> packed = open(exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            answer(exchange, 200, Gzip.pack(new byte[1 << 20]));
        });
        Answer<SessionOpened> plain = open(exchange -> answer(exchange, 200, new byte[1 << 20]));

        assertThat(((Answer.Missing<SessionOpened>) packed).problem()).contains("more than 10000 bytes");
        assertThat(plain).isInstanceOf(Answer.Missing.class);
    }

    @Test
    void saysSoWhenNobodyAnswers() {
        TinyServer gone = new TinyServer(exchange -> {});
        URI url = gone.url();
        gone.close();

        assertThat(((Answer.Missing<SessionOpened>) open(url, LIMITS)).problem())
                .startsWith("Nobody answers at " + url);
    }

    @Test
    void givesUpOnAnAnswerThatBeginsAndNeverEnds() {
        CountDownLatch given = new CountDownLatch(1);
        LinkLimits hasty = new LinkLimits(Duration.ofMillis(100), Duration.ofMillis(200), 10_000);
        try (TinyServer server = new TinyServer(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await(given);
        })) {
            assertThat(((Answer.Missing<SessionOpened>) open(server.url(), hasty)).problem())
                    .startsWith("No answer");
        } finally {
            given.countDown();
        }
    }

    @Test
    void goesThroughAProxy() {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        try (TinyServer proxy = new TinyServer(exchange -> {
            seen.add(exchange.getRequestURI().toString());
            answer(exchange, 200, ProtocolJson.mapper().writeValueAsBytes(OPENED));
        })) {
            InetSocketAddress address = new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), proxy.url().getPort());
            PlannerAddress planner = new PlannerAddress(URI.create("http://planner.invalid/prefix"), address, null);

            try (HttpPlannerLink link = new HttpPlannerLink(planner, LIMITS, "test")) {
                assertThat(link.open(OPEN, "secret")).isEqualTo(new Answer.Accepted<>(OPENED));
            }
        }
        assertThat(seen).containsExactly("http://planner.invalid/prefix/agent/v1/sessions");
    }

    @Test
    void refusesACertificateAuthorityThatIsNone(@TempDir Path folder) throws IOException {
        Path pem = Files.writeString(folder.resolve("ca.pem"), "no certificate");
        PlannerAddress planner = new PlannerAddress(URI.create("https://planner.invalid"), null, pem);

        assertThatThrownBy(() -> new HttpPlannerLink(planner, LIMITS, "test").close())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(pem.toString());
    }

    private static Answer<SessionOpened> open(Handler handler) {
        try (TinyServer server = new TinyServer(handler)) {
            return open(server.url(), LIMITS);
        }
    }

    private static Answer<SessionOpened> open(URI url, LinkLimits limits) {
        try (HttpPlannerLink link = new HttpPlannerLink(new PlannerAddress(url, null, null), limits, "test")) {
            return link.open(OPEN, "secret");
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        TinyServer.send(exchange, status, "application/json", body);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new UncheckedIOException(new IOException(stopped));
        }
    }
}
