package io.exaplan.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.security.Role;
import io.exaplan.server.security.Tokens;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/**
 * Walks every endpoint of the served description as everybody there is: each role, one who belongs to another tenant, one who
 * runs another cluster, and nobody at all. The matrix it finds is committed, so that a new endpoint shows up in a review as a
 * row of its own, and one whose path it cannot fill in fails here.
 */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(properties = "exaplan.views.prediction-patience=0s")
class EndpointMatrixTest {

    private static final Path COMMITTED = Path.of("../../docs/endpoints.md");
    private static final Path FOUND = Path.of("target/endpoints.md");

    private final Api api;
    private final Tokens tokens;
    private final EndpointWorld world;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Who, String> bearers = new EnumMap<>(Who.class);

    EndpointMatrixTest(Api api, Tokens tokens, JdbcClient sql) {
        this.api = api;
        this.tokens = tokens;
        world = new EndpointWorld(api, tokens, sql);
    }

    /** Everybody who may call, those who change least first. */
    private enum Who {
        NOBODY("nobody"),
        JOIN("join"),
        AGENT("agent"),
        VIEWER("viewer"),
        MEMBER_ELSEWHERE("member of another tenant"),
        CLUSTER_ADMIN_ELSEWHERE("admin of another cluster"),
        CLUSTER_ADMIN("cluster admin"),
        MEMBER("member"),
        PLANNER("planner"),
        ADMIN("admin");

        private final String title;

        Who(String title) {
            this.title = title;
        }
    }

    /** What was answered: whether the call came through, and what was said. */
    private record Seen(int status, String body) {
        String cell() {
            return switch (status) {
                case 401 -> "401";
                case 403 -> "-";
                case 404 -> "404";
                default -> "yes";
            };
        }
    }

    @BeforeAll
    void aTenantWithAllItCanHave() {
        world.build();
        bearers.put(Who.JOIN, bearer(Role.JOIN, null, world.lake()));
        bearers.put(Who.AGENT, bearer(Role.AGENT, null, world.lake()));
        bearers.put(Who.VIEWER, bearer(Role.VIEWER, null, null));
        bearers.put(Who.MEMBER_ELSEWHERE, bearer(Role.MEMBER, world.south(), null));
        bearers.put(Who.CLUSTER_ADMIN_ELSEWHERE, bearer(Role.CLUSTER_ADMIN, null, world.hill()));
        bearers.put(Who.CLUSTER_ADMIN, bearer(Role.CLUSTER_ADMIN, null, world.lake()));
        bearers.put(Who.MEMBER, bearer(Role.MEMBER, world.north(), null));
        bearers.put(Who.PLANNER, bearer(Role.PLANNER, null, null));
        bearers.put(Who.ADMIN, bearer(Role.ADMIN, null, null));
    }

    @Test
    void everyEndpointAnswersEachAsTheCommittedMatrixSays() throws IOException {
        Map<String, Map<Who, Seen>> seen = walked();

        String matrix = matrix(seen);
        Files.createDirectories(FOUND.getParent());
        Files.writeString(FOUND, matrix);
        System.out.println(matrix);

        seen.forEach((endpoint, answers) -> answers.forEach((who, answer) -> {
            assertThat(answer.status())
                    .as("%s as %s: %s", endpoint, who, answer)
                    .isLessThan(500);
            if (who == Who.NOBODY) {
                assertThat(answer.status()).as(endpoint).isEqualTo(401);
            }
            if (who == Who.AGENT || who == Who.JOIN) {
                assertThat(answer.status()).as("%s as %s", endpoint, who).isEqualTo(403);
            }
            if (who == Who.VIEWER && !endpoint.startsWith("GET ")) {
                assertThat(answer.status()).as("%s as %s", endpoint, who).isEqualTo(403);
            }
            if (who == Who.MEMBER_ELSEWHERE || who == Who.CLUSTER_ADMIN_ELSEWHERE) {
                assertThat(answer.body()).as("%s as %s", endpoint, who).doesNotContain(EndpointWorld.SECRET);
            }
        }));
        assertThat(matrix)
                .as("Look at each changed row; if it is as meant, copy planner/server/target/endpoints.md to docs/")
                .isEqualTo(Files.readString(COMMITTED));
    }

    /** Else a filter would tell whose the places are that the answer itself keeps to itself. */
    @Test
    void aFilterByAForeignTenantAnswersAsOneByATenantThatIsNotThere() throws IOException {
        world.fillInWhatCanBeDeleted();
        String foreign = "north-" + EndpointWorld.SECRET;
        List<String> filtered = world.endpointsFilteredBy("tenant");
        assertThat(filtered).contains("GET /api/v1/allocations", "GET /api/v1/jobs");

        for (String endpoint : filtered) {
            for (Who who : List.of(Who.MEMBER_ELSEWHERE, Who.CLUSTER_ADMIN_ELSEWHERE)) {
                Seen known = call(endpoint + "?tenant=" + foreign, bearers.get(who));
                Seen unknown = call(endpoint + "?tenant=nobody-at-all", bearers.get(who));
                assertThat(known.status()).as("%s as %s", endpoint, who).isEqualTo(unknown.status());
                assertThat(known.body().replace(foreign, "nobody-at-all"))
                        .as("%s as %s", endpoint, who)
                        .isEqualTo(unknown.body());
            }
        }
    }

    private Map<String, Map<Who, Seen>> walked() throws IOException {
        Map<String, Map<Who, Seen>> seen = new LinkedHashMap<>();
        List<String> endpoints = world.endpoints();
        endpoints.forEach(endpoint -> seen.put(endpoint, new EnumMap<>(Who.class)));
        for (Who who : Who.values()) {
            world.fillInWhatCanBeDeleted();
            for (String endpoint : deletedLast(endpoints)) {
                seen.get(endpoint).put(who, call(endpoint, bearers.get(who)));
            }
        }
        return seen;
    }

    private static List<String> deletedLast(List<String> endpoints) {
        return endpoints.stream()
                .sorted(Comparator.comparing(endpoint -> endpoint.startsWith("DELETE ")))
                .toList();
    }

    /** Streams never end: of those the head is read only. */
    private Seen call(String endpoint, @Nullable String bearer) throws IOException {
        String[] parts = endpoint.split(" ", 2);
        HttpRequest.Builder request = HttpRequest.newBuilder(api.uri(world.path(parts[1])))
                .header("Content-Type", "application/json")
                .method(
                        parts[0],
                        parts[0].equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString("{}"));
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        try {
            HttpResponse<InputStream> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                boolean stream =
                        answer.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
                return new Seen(
                        answer.statusCode(), stream ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String matrix(Map<String, Map<Who, Seen>> seen) {
        StringBuilder text = new StringBuilder("""
                # Who may call what

                Every endpoint of `planner/server/openapi.json` as everybody there is, as `EndpointMatrixTest` found it on a running
                server: `yes` the call comes through (what it asks may still be refused), `-` the role may not (403), `404` it does not
                exist for this caller, `401` a token is missing. The objects named in the paths belong to the *member* and to the
                *cluster admin*, who sees whom the cluster serves; in no answer to a member of another tenant or to the admin of
                another cluster did a name of the tenant appear.

                | endpoint |""");
        for (Who who : Who.values()) {
            text.append(' ').append(who.title).append(" |");
        }
        text.append("\n|---|").append("---|".repeat(Who.values().length)).append('\n');
        seen.forEach((endpoint, answers) -> {
            text.append("| `").append(endpoint).append("` |");
            answers.values()
                    .forEach(answer -> text.append(' ').append(answer.cell()).append(" |"));
            text.append('\n');
        });
        return text.toString();
    }

    private String bearer(Role role, @Nullable Integer tenant, @Nullable Integer cluster) {
        return tokens.create(role, "matrix", tenant, cluster, null, "test").secret();
    }
}
