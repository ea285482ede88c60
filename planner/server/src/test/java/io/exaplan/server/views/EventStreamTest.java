package io.exaplan.server.views;

import static io.exaplan.server.Tenancy.job;
import static io.exaplan.server.Tenancy.submitted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exaplan.server.Api;
import io.exaplan.server.ServerTest;
import io.exaplan.server.Tenancy;
import io.exaplan.server.TestServer;
import io.exaplan.server.security.Role;
import io.exaplan.server.web.EventLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(properties = {"exaplan.views.prediction-patience=0s", "exaplan.web.heartbeat=300ms"})
class EventStreamTest {

    private final Api api;
    private final EventLog events;
    private final TransactionTemplate transactions;
    private final JdbcClient jdbc;
    private int north;
    private int south;

    EventStreamTest(Api api, EventLog events, TransactionTemplate transactions, JdbcClient jdbc) {
        this.api = api;
        this.events = events;
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void twoTenants() {
        north = Tenancy.tenant(api, "north");
        south = Tenancy.tenant(api, "south");
    }

    @Test
    void tellsWhatHappensToThoseWhoMaySeeIt() {
        try (Stream member = new Stream(api.asMemberOf(north), "");
                Stream other = new Stream(api.asMemberOf(south), "");
                Stream viewer = new Stream(api.as(Role.VIEWER), "")) {
            long id = submitted(api.asMemberOf(north), job("north"));

            String told = "data: {\"jobId\": %d".formatted(id);
            await().untilAsserted(() -> assertThat(member.lines).anyMatch(line -> line.startsWith(told)));
            await().untilAsserted(() -> assertThat(viewer.lines).anyMatch(line -> line.startsWith(told)));
            await().untilAsserted(() -> assertThat(other.lines).contains(": still here"));
            assertThat(other.lines).noneMatch(line -> line.startsWith("data: {\"jobId\""));
        }
    }

    @Test
    void whatOperatorsDecideIsNotToldToMembers() {
        try (Stream member = new Stream(api.asMemberOf(north), "");
                Stream viewer = new Stream(api.as(Role.VIEWER), "")) {
            events.append("run.orphaned", null, null, Map.of());
            events.append("test.after", null, null, Map.of());

            await().untilAsserted(() -> assertThat(viewer.lines).contains("event: run.orphaned"));
            await().untilAsserted(() -> assertThat(member.lines).contains("event: test.after"));
            assertThat(member.lines).doesNotContain("event: run.orphaned");
        }
    }

    @Test
    void whatHappensOnAClusterIsNotToldToTheAdminsOfOthers() {
        int lake = cluster("lake");
        int hill = cluster("hill");
        try (Stream own = new Stream(api.asClusterAdminOf(lake), "");
                Stream elsewhere = new Stream(api.asClusterAdminOf(hill), "")) {
            events.append("cluster.state", null, lake, Map.of());
            events.append("test.after", null, null, Map.of());

            await().untilAsserted(() -> assertThat(own.lines).contains("event: cluster.state"));
            await().untilAsserted(() -> assertThat(elsewhere.lines).contains("event: test.after"));
            assertThat(elsewhere.lines).doesNotContain("event: cluster.state");
        }
    }

    private int cluster(String name) {
        return jdbc.sql("insert into cluster (name, operator) values (:name, 'Grid') returning id")
                .param("name", name)
                .query(Integer.class)
                .single();
    }

    @Test
    void resumesWhereAStreamWasCut() {
        String cutAt;
        try (Stream first = new Stream(api.as(Role.VIEWER), "")) {
            events.append("test.one", null, null, Map.of());
            await().untilAsserted(() -> assertThat(first.lines).contains("event: test.one"));
            cutAt = first.lastId();
        }
        events.append("test.two", null, null, Map.of());

        try (Stream second = new Stream(api.as(Role.VIEWER), cutAt)) {
            await().untilAsserted(() -> assertThat(second.lines).contains("event: test.two"));
            events.append("test.three", null, null, Map.of());
            await().untilAsserted(() -> assertThat(second.lines).contains("event: test.three"));

            assertThat(second.lines).doesNotContain("event: test.one", "event: resync", "event: hello");
        }
    }

    @Test
    void saysWhenAStreamCannotBeResumed() {
        for (String lost : List.of("999999999-1", "not-ours")) {
            try (Stream stream = new Stream(api.as(Role.VIEWER), lost)) {
                await().untilAsserted(() -> assertThat(stream.lines).contains("event: resync"));
            }
        }
    }

    @Test
    void missesNoEventOfATransactionThatEndsLate() {
        try (Stream stream = new Stream(api.as(Role.VIEWER), "")) {
            await().untilAsserted(() -> assertThat(stream.lines).contains("event: hello"));

            transactions.executeWithoutResult(late -> {
                events.append("test.begun-first", null, null, Map.of());
                Thread other = Thread.startVirtualThread(() -> events.append("test.ended-first", null, null, Map.of()));
                join(other);
            });

            await().untilAsserted(() ->
                    assertThat(stream.lines).contains("event: test.begun-first", "event: test.ended-first"));
            assertThat(stream.lines.stream().filter("event: test.begun-first"::equals))
                    .hasSize(1);
        }
    }

    @Test
    void endsWhenItsTokenIsRevoked() {
        Api.Answer token = api.as(Role.ADMIN).post("/api/v1/access-tokens", Map.of("name", "gone", "role", "VIEWER"));
        try (Stream stream = new Stream(api.with(token.text("/secret")), "")) {
            await().untilAsserted(() -> assertThat(stream.lines).contains("event: hello"));

            assertThat(api.as(Role.ADMIN)
                            .delete("/api/v1/access-tokens/" + token.text("/id"))
                            .status())
                    .isEqualTo(204);

            await().until(stream::ended);
        }
    }

    @Test
    void endsAtOnceWhenTheServerStops() {
        TestServer server = TestServer.start("exaplan.web.heartbeat=1h");
        try (Stream stream = new Stream(server.api().as(Role.VIEWER), "")) {
            Thread stopping = Thread.startVirtualThread(server::close);

            await().until(stream::ended);
            join(stopping);
        }
    }

    @Test
    void keepsNoSecretsInTheDatabase() {
        assertThat(jdbc.sql("select count(*) from audit where after::text like '%exaplan_%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Stream implements AutoCloseable {

        final List<String> lines = new CopyOnWriteArrayList<>();
        private final InputStream in;
        private final Thread reader;

        Stream(Api as, String lastEventId) {
            try {
                var request = as.request("/api/v1/events").GET();
                if (!lastEventId.isEmpty()) {
                    request.header("Last-Event-ID", lastEventId);
                }
                HttpResponse<InputStream> response =
                        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
                assertThat(response.statusCode()).isEqualTo(200);
                in = response.body();
                reader = Thread.startVirtualThread(this::read);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            await().until(() -> !lines.isEmpty());
        }

        boolean ended() {
            return !reader.isAlive();
        }

        String lastId() {
            return lines.reversed().stream()
                    .filter(line -> line.startsWith("id: "))
                    .findFirst()
                    .orElseThrow()
                    .substring(4);
        }

        private void read() {
            try (var text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                text.lines().filter(line -> !line.isEmpty()).forEach(lines::add);
            } catch (IOException | UncheckedIOException e) {
                lines.add("closed");
            }
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
