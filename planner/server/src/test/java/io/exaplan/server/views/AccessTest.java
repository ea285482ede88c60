package io.exaplan.server.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.Api;
import io.exaplan.server.MutableClock;
import io.exaplan.server.ServerTest;
import io.exaplan.server.Tenancy;
import io.exaplan.server.security.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Tokens that only read, that are rotated, that ask too often; and the audit as a file. Strangers are refused from then on. */
@ServerTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestPropertySource(
        properties = {
            "exaplan.security.requests-per-second=0.001",
            "exaplan.security.request-burst=30",
            "exaplan.security.strangers-per-second=0.001",
            "exaplan.security.stranger-burst=10"
        })
class AccessTest {

    private final Api api;
    private final MutableClock clock;

    AccessTest(Api api, MutableClock clock) {
        this.api = api;
        this.clock = clock;
    }

    @Test
    void aTokenBoundToReadingChangesNothing() {
        Api reader = api.with(api.as(Role.ADMIN)
                .post("/api/v1/access-tokens", Map.of("name", "auditor", "role", "ADMIN", "scopes", List.of()))
                .text("/secret"));

        assertThat(reader.get("/api/v1/audit").status()).isEqualTo(200);
        assertThat(reader.get("/api/v1/session").body().get("scopes").isEmpty()).isTrue();
        Api.Answer refused = reader.post("/api/v1/cohorts", Map.of("name", "east"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("/detail")).contains("It takes one of [ACCOUNTS].");
    }

    @Test
    void aTokenBoundToReadingMayTryWhatItMayNotDo() {
        Api admin = api.as(Role.ADMIN);
        admin.post("/api/v1/tenants", Map.of("name", "tried", "kind", "INCUBATOR", "sector", "OTHER"));
        Api reader = api.with(
                admin.post("/api/v1/access-tokens", Map.of("name", "trier", "role", "PLANNER", "scopes", List.of()))
                        .text("/secret"));
        Map<String, Object> job = Tenancy.job("tried");

        assertThat(reader.post("/api/v1/jobs?dryRun=true", job).status()).isEqualTo(200);
        for (String dryRun : List.of("", "?dryRun=false", "?dryRun=false&dryRun=true")) {
            assertThat(reader.post("/api/v1/jobs" + dryRun, job).status())
                    .as(dryRun)
                    .isEqualTo(403);
        }
        assertThat(reader.post("/api/v1/cohorts?dryRun=true", Map.of("name", "west"))
                        .status())
                .as("where there is no dry run")
                .isEqualTo(403);
        assertThat(api.as(Role.VIEWER).post("/api/v1/jobs?dryRun=true", job).status())
                .as("a role that submits nothing")
                .isEqualTo(403);
    }

    @Test
    void aTokenBoundToScopesChangesNothingElse() {
        Api robot = api.with(api.as(Role.ADMIN)
                .post(
                        "/api/v1/access-tokens",
                        Map.of("name", "robot-of-scopes", "role", "ADMIN", "scopes", List.of("ACCOUNTS", "JOBS")))
                .text("/secret"));

        assertThat(robot.post("/api/v1/cohorts", Map.of("name", "cohort-of-a-robot"))
                        .status())
                .isEqualTo(201);
        Api.Answer refused = robot.post("/api/v1/clusters", Map.of("name", "lake", "operator", "Lake"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("/detail")).contains("its scopes: [ACCOUNTS, JOBS]");
        assertThat(robot.get("/api/v1/audit").status()).isEqualTo(200);
        Api fresh = api.with(robot.post("/api/v1/session/rotation", Map.of("overlap", "PT0S"))
                .text("/secret"));
        assertThat(fresh.get("/api/v1/session").body().get("scopes").valueStream())
                .extracting(JsonNode::asString)
                .containsExactly("ACCOUNTS", "JOBS");
    }

    @Test
    void aBoundTokenHandsOutNoneThatMayDoMore() {
        Api admin = api.as(Role.ADMIN);
        Api bound = api.with(admin.post(
                        "/api/v1/access-tokens",
                        Map.of("name", "keeper", "role", "ADMIN", "scopes", List.of("ADMINISTRATION")))
                .text("/secret"));
        String unbound = admin.post("/api/v1/access-tokens", Map.of("name", "unbound", "role", "ADMIN"))
                .text("/id");

        Api.Answer whole = bound.post("/api/v1/access-tokens", Map.of("name", "more", "role", "ADMIN"));
        Api.Answer other =
                bound.post("/api/v1/access-tokens", Map.of("name", "more", "role", "ADMIN", "scopes", List.of("JOBS")));
        Api.Answer less =
                bound.post("/api/v1/access-tokens", Map.of("name", "less", "role", "ADMIN", "scopes", List.of()));

        assertThat(whole.text("/errors/0/field")).isEqualTo("scopes");
        assertThat(other.text("/errors/0/field")).isEqualTo("scopes");
        assertThat(less.status()).isEqualTo(201);
        assertThat(bound.post("/api/v1/access-tokens/" + unbound + "/rotation", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(bound.post("/api/v1/access-tokens/" + less.text("/id") + "/rotation", Map.of())
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aRoleThatIsNoneIsToldThoseThatCanBeMadeHere() {
        for (String role : List.of("KING", "AGENT")) {
            Api.Answer refused = api.as(Role.ADMIN).post("/api/v1/access-tokens", Map.of("name", "odd", "role", role));

            assertThat(refused.text("/errors/0/field")).isEqualTo("role");
            assertThat(refused.text("/errors/0/message"))
                    .isEqualTo("State one of [ADMIN, PLANNER, CLUSTER_ADMIN, MEMBER, VIEWER].");
        }
    }

    @Test
    void scopesThatAreNotThereAreNamed() {
        Api.Answer refused = api.as(Role.ADMIN)
                .post(
                        "/api/v1/access-tokens",
                        Map.of("name", "odd", "role", "VIEWER", "scopes", List.of("JOBS", "EVERYTHING")));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/errors/0/field")).isEqualTo("scopes[1]");
    }

    @Test
    void aRotatedTokenGoesOnForAWhile() {
        Api admin = api.as(Role.ADMIN);
        Api.Answer made = admin.post("/api/v1/access-tokens", Map.of("name", "robot", "role", "PLANNER"));
        Api old = api.with(made.text("/secret"));

        Api fresh = api.with(
                old.post("/api/v1/session/rotation", Map.of("overlap", "PT10M")).text("/secret"));

        assertThat(old.get("/api/v1/session").status()).isEqualTo(200);
        assertThat(fresh.get("/api/v1/session").text("/name")).isEqualTo("robot");
        clock.advance(Duration.ofMinutes(11));
        assertThat(old.get("/api/v1/session").status()).isEqualTo(401);
        assertThat(fresh.get("/api/v1/session").status()).isEqualTo(200);
        assertThat(admin.post("/api/v1/access-tokens/" + made.body().get("id") + "/rotation", Map.of())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theAuditOfARotationTellsOfBothTokens() {
        Api admin = api.as(Role.ADMIN);
        Api.Answer made = admin.post("/api/v1/access-tokens", Map.of("name", "turning", "role", "PLANNER"));

        Api.Answer fresh =
                admin.post("/api/v1/access-tokens/%s/rotation".formatted(made.text("/id")), Map.of("overlap", "PT10M"));

        JsonNode entry = admin.get("/api/v1/audit?limit=1&subject=token/" + made.text("/id"))
                .body()
                .at("/items/0");
        assertThat(entry.at("/before/token/expiresAt").isNull()).isTrue();
        assertThat(entry.at("/before/successor").isNull()).isTrue();
        assertThat(entry.at("/after/token/expiresAt").asString("")).isNotEmpty();
        assertThat(entry.at("/after/successor/id").asString()).isEqualTo(fresh.text("/id"));
        assertThat(entry.at("/after/successor/role").asString()).isEqualTo("PLANNER");
        assertThat(entry.toString()).doesNotContain(fresh.text("/secret"));
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void whoAsksTooOftenIsToldToWait() {
        Api busy = api.as(Role.VIEWER);
        Api.Answer last = IntStream.range(0, 31)
                .mapToObj(i -> busy.get("/api/v1/plan-time"))
                .reduce((a, b) -> b)
                .orElseThrow();
        Api stranger = api.with("exaplan_guess");
        Api.Answer refused = IntStream.range(0, 11)
                .mapToObj(i -> stranger.get("/api/v1/plan-time"))
                .reduce((a, b) -> b)
                .orElseThrow();

        assertThat(last.status()).isEqualTo(429);
        assertThat(last.text("/type")).isEqualTo("urn:exaplan:problem:too-many-requests");
        assertThat(Integer.parseInt(last.header("Retry-After"))).isPositive();
        assertThat(refused.status()).isEqualTo(429);
        assertThat(api.as(Role.VIEWER).get("/api/v1/plan-time").status()).isEqualTo(200);
    }

    @Test
    void theAuditIsAFile() {
        Api admin = api.as(Role.ADMIN);
        admin.post("/api/v1/cohorts", Map.of("name", "west"));

        String csv = admin.get("/api/v1/audit/export").raw().body();
        String lines = admin.get("/api/v1/audit/export?format=JSON&from=2000-01-01T00:00:00Z")
                .raw()
                .body();

        assertThat(csv)
                .startsWith("id,at,actor,tokenId,role,tenant,cluster,action,subject,before,after,reason\n")
                .contains("cohort.create");
        assertThat(lines.lines())
                .anySatisfy(line ->
                        assertThat(line).startsWith("{").contains("\"west\"").endsWith("}"));
        assertThat(admin.get("/api/v1/audit/export?subject=nothing")
                        .raw()
                        .body()
                        .lines())
                .hasSize(1);
        assertThat(admin.get("/api/v1/audit/export?format=XML").status()).isEqualTo(400);
        assertThat(api.as(Role.PLANNER).get("/api/v1/audit/export").status()).isEqualTo(403);
    }
}
