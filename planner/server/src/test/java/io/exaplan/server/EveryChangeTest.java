package io.exaplan.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.security.Role;
import io.exaplan.server.security.Tokens;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Walks everything the served description says that changes something: all of it takes a reason, and every POST happens once
 * under a key. A POST that is new needs a body here, and fails when it changes something without an audit.
 */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(properties = "exaplan.views.prediction-patience=0s")
class EveryChangeTest {

    private static final List<String> CHANGING = List.of("POST", "PUT", "PATCH", "DELETE");

    /** Bodies that are right, where those Schemathesis begins with do not fit this world. */
    private static final Map<String, Object> BODIES = Map.of(
            "POST /api/v1/clusters", Map.of("name", "dale", "operator", "Grid"),
            "POST /api/v1/scenarios",
                    Map.of("name", "double", "changes", List.of(Map.of("type", "DEMAND_SCALED", "factor", 2))),
            "POST /api/v1/runs/{id}/give-up", Map.of("reason", "the power is off"),
            "POST /api/v1/reports/{month}/corrections",
                    Map.of(
                            "dimension",
                            "TENANT",
                            "name",
                            "north-" + EndpointWorld.SECRET,
                            "figure",
                            "USED",
                            "value",
                            2,
                            "reason",
                            "counted twice"));

    private final Api api;
    private final Api admin;
    private final EndpointWorld world;
    private final JdbcClient sql;
    private final JsonMapper json;

    EveryChangeTest(Api api, Tokens tokens, JdbcClient sql, JsonMapper json) {
        this.api = api;
        admin = api.as(Role.ADMIN);
        world = new EndpointWorld(api, tokens, sql);
        this.sql = sql;
        this.json = json;
    }

    @BeforeAll
    void aTenantWithAllItCanHave() {
        world.build();
        Tenancy.tenant(api, "north");
        sql.sql("update run set state = 'LOST'").update();
    }

    @Test
    void saysInTheDescriptionThatItTakesAReasonAPostAKeyAndAnUpdateATag() {
        JsonNode paths = api.get("/api/v1/openapi").body().get("paths");
        List<String> without = new ArrayList<>();
        int seen = 0;
        for (String endpoint : world.endpoints()) {
            String[] parts = endpoint.split(" ", 2);
            if (CHANGING.contains(parts[0])) {
                seen++;
                List<String> parameters = paths.get(parts[1])
                        .get(parts[0].toLowerCase(Locale.ROOT))
                        .path("parameters")
                        .valueStream()
                        .map(parameter -> parameter.path("in").asString() + ":"
                                + parameter.path("name").asString())
                        .toList();
                boolean update = List.of("PUT", "PATCH").contains(parts[0]);
                if (!parameters.contains("query:reason")
                        || parts[0].equals("POST") != parameters.contains("header:Idempotency-Key")
                        || (update && !parameters.contains("header:If-Match"))) {
                    without.add(endpoint + " " + parameters);
                }
            }
        }
        assertThat(without).isEmpty();
        assertThat(seen).isGreaterThan(50);
    }

    @Test
    void happensOnceUnderAKeyAndIsAnsweredAgain() throws IOException {
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (String endpoint : world.endpoints()) {
            if (endpoint.startsWith("POST ")) {
                String fault = repeated(endpoint, "key-" + seen++);
                if (fault != null) {
                    wrong.add(endpoint + ": " + fault);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(seen).isGreaterThan(30);
    }

    /** What is held by something else, or is not there, is told before. */
    @Test
    void aDeletionIsBasedOnWhatWasReadWhereThatHasATag() {
        world.fillInWhatCanBeDeleted();
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (String endpoint : world.endpoints()) {
            if (endpoint.startsWith("DELETE ")) {
                String path = world.path(endpoint.substring("DELETE ".length()));
                if (!admin.get(path).header("ETag").isEmpty()) {
                    seen++;
                    int blind = admin.send("DELETE", path, null).status();
                    int outdated = admin.send("DELETE", path, null, "If-Match", "\"98765\"")
                            .status();
                    if (blind != 428 || !List.of(412, 409, 404).contains(outdated)) {
                        wrong.add("%s: %d without If-Match, %d with another".formatted(endpoint, blind, outdated));
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(seen).isGreaterThan(9);
    }

    /** What is not as it should be, null when all is. */
    private @Nullable String repeated(String endpoint, String key) throws IOException {
        prepare(endpoint);
        String template = endpoint.substring("POST ".length());
        String path = world.path(template) + "?reason=" + key;
        Object body = body(endpoint);
        Api.Answer first = admin.post(path, body, "Idempotency-Key", key);
        long audited = audited();
        Api.Answer again = admin.post(path, body, "Idempotency-Key", key);
        Api.Answer other = admin.post(path, Map.of("other", true), "Idempotency-Key", key);
        if (first.status() / 100 != 2) {
            return "refused %d %s".formatted(first.status(), first.raw().body());
        }
        if (again.status() != first.status()
                || !again.raw().body().equals(first.raw().body())
                || !again.header("Location").equals(first.header("Location"))
                || !again.header("ETag").equals(first.header("ETag"))
                || !again.header("Idempotency-Replayed").equals("true")) {
            return "answered %d %s, then %d %s"
                    .formatted(
                            first.status(),
                            first.raw().body(),
                            again.status(),
                            again.raw().body());
        }
        String location = first.header("Location");
        if (!location.isEmpty() && !admin.get(location).header("ETag").equals(first.header("ETag"))) {
            return "answered with the ETag (%s), not that of what it made".formatted(first.header("ETag"));
        }
        if (other.status() != 422) {
            return "the key came through with another body: %d".formatted(other.status());
        }
        boolean showsASecret = first.raw().body().matches("(?s).*\"(secret|joinToken)\".*");
        if (isSealed(key) != showsASecret) {
            return showsASecret ? "its secret is kept unsealed" : "its answer is sealed, and lost to the next token";
        }
        if (audited() != audited) {
            return "happened twice";
        }
        String reason = sql.sql("select coalesce(reason, '') from audit order by id desc limit 1")
                .query(String.class)
                .single();
        boolean ofTheBody = body instanceof Map<?, ?> stated && reason.equals(stated.get("reason"));
        return reason.equals(key) || ofTheBody ? null : "its audit has the reason (%s)".formatted(reason);
    }

    /** What can be ended is there anew, in a state that can be ended. */
    private void prepare(String endpoint) {
        world.fillInWhatCanBeDeleted();
        if (endpoint.contains("/jobs/{id}/")) {
            long job = world.aJobThatWaits();
            if (endpoint.endsWith("/resume")) {
                admin.post("/api/v1/jobs/%d/suspend".formatted(job), Map.of());
            }
        }
        if (endpoint.endsWith("/replays/{id}/cancel")) {
            sql.sql("update replay set state = 'QUEUED' where id = (select max(id) from replay)")
                    .update();
        }
        sql.sql("delete from budget").update();
    }

    private Object body(String endpoint) throws IOException {
        Object own = BODIES.get(endpoint);
        if (own != null) {
            return own;
        }
        try (var source = getClass().getResourceAsStream("/schemathesis/bodies.json")) {
            Map<String, Object> bodies = new LinkedHashMap<>();
            json.readTree(source).properties().forEach(entry -> bodies.put(entry.getKey(), entry.getValue()));
            return bodies.getOrDefault(endpoint, Map.of());
        }
    }

    /** Whether the answer under a key is sealed. */
    private boolean isSealed(String key) {
        return sql.sql("select sealed from idempotency_key where key = :key")
                .param("key", key)
                .query(Boolean.class)
                .single();
    }

    private long audited() {
        return sql.sql("select count(*) from audit where actor = 'ADMIN'")
                .query(Long.class)
                .single();
    }
}
