package io.exaplan.server.planning;

import static io.exaplan.server.planning.TestJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.server.Api;
import io.exaplan.server.security.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@PlanningTest
class PlanApiTest {
    private final TestCity city;
    private final ScriptedRuns runs;
    private final Api api;
    private final JdbcClient sql;
    private final int tenant;
    private final int other;
    private final long running;
    private final long waiting;
    private final String tenantName;

    PlanApiTest(TestCity city, ScriptedRuns runs, Api api, JdbcClient sql) {
        this.sql = sql;
        this.city = city;
        this.runs = runs;
        this.api = api;
        String name = java.util.UUID.randomUUID().toString();
        other = city.aTenant(name + "-other");
        tenant = city.aTenant(name);
        tenantName = name;
        city.aPartition(name, "M" + name, 2);
        running = city.submit(aJob("running").on("M" + name).workers(2));
        await().until(() -> this.runs.runOf(running).isPresent());
        waiting = city.submit(aJob("waiting").on("M" + name));
        await().until(() -> this.city.startOf(waiting).isPresent());
    }

    @Test
    void showsTheActivePlanWithItsFilters() {
        var all = api.as(Role.PLANNER).get("/api/v1/allocations?limit=500");

        assertThat(all.status()).isEqualTo(200);
        assertThat(all.body().at("/items").findValuesAsString("jobId"))
                .contains(Long.toString(running), Long.toString(waiting));
        assertThat(all.body().at("/items").findValuesAsString("kind")).contains("TRAINING");
        assertThat(all.body().at("/items").findValuesAsString("milliDevices")).contains("8000");
        assertThat(api.as(Role.PLANNER)
                        .get("/api/v1/allocations?cluster=nowhere")
                        .body()
                        .at("/items"))
                .isEmpty();
    }

    @Test
    void tellsAMemberNothingOfOtherTenantsJobs() {
        var mine = api.asMemberOf(tenant).get("/api/v1/allocations?limit=500");
        var theirs = api.asMemberOf(other).get("/api/v1/allocations?limit=500");

        assertThat(mine.body().at("/items").findValuesAsString("jobName")).contains("running", "waiting");
        assertThat(theirs.raw().body())
                .doesNotContain("\"running\":\"", "waiting")
                .contains("another tenant");
    }

    @Test
    void aCursorOfPlacesTellsNoNumberOfAJobAndNobodyMakesOne() {
        var first = api.asMemberOf(other).get("/api/v1/allocations?limit=1");
        String cursor = first.text("/nextCursor");
        String decoded = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        var next = api.asMemberOf(other).get("/api/v1/allocations?limit=1&cursor=" + cursor);
        String invented = Base64.getUrlEncoder().withoutPadding().encodeToString("1".getBytes(StandardCharsets.UTF_8));

        assertThat(decoded).doesNotMatch("\\d+");
        assertThat(next.body().at("/items/0")).isNotEqualTo(first.body().at("/items/0"));
        assertThat(api.asMemberOf(other)
                        .get("/api/v1/allocations?cursor=" + invented)
                        .text("/errors/0/field"))
                .isEqualTo("cursor");
    }

    @Test
    void whoMayNotSeeWhoseAPlaceIsFindsNoneByItsTenantEither() {
        String filter = "/api/v1/allocations?limit=500&tenant=";

        assertThat(api.asMemberOf(tenant)
                        .get(filter + tenantName)
                        .body()
                        .get("items")
                        .size())
                .isPositive();
        assertThat(api.as(Role.VIEWER)
                        .get(filter + tenantName)
                        .body()
                        .get("items")
                        .size())
                .isPositive();
        assertThat(api.asMemberOf(other)
                        .get(filter + tenantName)
                        .body()
                        .get("items")
                        .size())
                .isZero();
    }

    @Test
    void showsVersionsWithScoreFiguresReceiptAndChanges() {
        var newest = api.as(Role.VIEWER).get("/api/v1/plans?limit=1");
        long version = newest.body().at("/items/0/version").asLong();

        var plan = api.as(Role.VIEWER).get("/api/v1/plans/" + version);
        var changes = api.as(Role.VIEWER).get("/api/v1/plans/%d/changes?limit=500".formatted(version));

        assertThat(plan.text("/cause")).isEqualTo("TAKEOVER");
        assertThat(plan.body().at("/score/hard").asLong()).isZero();
        assertThat(plan.body().at("/kpis/placedJobs").isNumber()).isTrue();
        assertThat(changes.body().at("/items").findValuesAsString("reason")).contains("SUBMITTED");
        assertThat(api.as(Role.VIEWER).get("/api/v1/plans/999999").status()).isEqualTo(404);
    }

    @Test
    void narrowsChangesToWhenTheyWereDecided() {
        Api viewer = api.as(Role.VIEWER);
        long version = viewer.get("/api/v1/plans?limit=1")
                .body()
                .at("/items/0/version")
                .asLong();
        String changes = "/api/v1/plans/%d/changes?limit=500".formatted(version);
        var all = viewer.get(changes).body().at("/items");
        String last = all.get(all.size() - 1).at("/at").asString();

        var since = viewer.get(changes + "&from=" + last).body().at("/items");
        var before = viewer.get(changes + "&until=" + last).body().at("/items");

        assertThat(since.findValuesAsString("at")).isNotEmpty().containsOnly(last);
        assertThat(before.findValuesAsString("at")).doesNotContain(last);
        assertThat(since.size() + before.size()).isEqualTo(all.size());
        assertThat(viewer.get(changes + "&from=yesterday").status()).isEqualTo(400);
    }

    @Test
    void handsOutTheProblemOfAReceipt() throws Exception {
        var newest = api.as(Role.PLANNER).get("/api/v1/plans?limit=1");
        long version = newest.body().at("/items/0/version").asLong();

        var problem = api.as(Role.PLANNER).get("/api/v1/plans/%d/problem".formatted(version));

        byte[] json = problem.raw().body().getBytes(StandardCharsets.UTF_8);
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        assertThat(hash).isEqualTo(newest.text("/items/0/receipt/problemSha256"));
        PlanningProblem read = ProblemJson.read(json);
        assertThat(ProblemJson.write(read)).isEqualTo(json);
        assertThat(api.asMemberOf(tenant)
                        .get("/api/v1/plans/%d/problem".formatted(version))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void tellsTheStreamsOfItsVersions() {
        assertThat(sql.sql("select count(*) from event where type = 'plan.published'")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    @Test
    void saysThatItLeads() {
        var health = api.get("/actuator/health");

        assertThat(health.status()).isEqualTo(200);
        var metrics = api.as(Role.ADMIN).get("/actuator/prometheus");
        assertThat(metrics.raw().body()).contains("exaplan_planning_leading 1.0", "exaplan_planning_turn_seconds");
    }
}
