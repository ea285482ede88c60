package io.exaplan.server.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.Api;
import io.exaplan.server.ServerTest;
import io.exaplan.server.Tenancy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(properties = "exaplan.views.prediction-patience=0s")
class JobChangesTest {

    private final Api api;
    private final JdbcClient jdbc;
    private Api north;
    private Api south;

    JobChangesTest(Api api, JdbcClient jdbc) {
        this.api = api;
        this.jdbc = jdbc;
        this.north = api;
        this.south = api;
    }

    @BeforeAll
    void twoTenants() {
        north = api.asMemberOf(Tenancy.tenant(api, "north"));
        south = api.asMemberOf(Tenancy.tenant(api, "south"));
    }

    @Test
    void aJobChangesOnlyAsItWasRead() {
        String path = "/api/v1/jobs/" + Tenancy.submitted(north, Tenancy.job("north"));
        String read = north.get(path).header("ETag");
        Map<String, Object> urgent = Map.of(
                "priorityClass", "HIGH",
                "deadline", Map.of("at", "2026-03-03T08:00:00Z", "hard", true),
                "maxDuration", "PT6H",
                "reason", "the board wants it");

        assertThat(north.send("PATCH", path, urgent).status()).isEqualTo(428);
        Api.Answer changed = north.send("PATCH", path, urgent, "If-Match", read);
        Api.Answer late = north.send("PATCH", path, Map.of("priorityClass", "LOW"), "If-Match", read);

        assertThat(changed.status()).as(changed.raw().body()).isEqualTo(200);
        assertThat(changed.text("/spec/priorityClass")).isEqualTo("HIGH");
        assertThat(changed.text("/spec/deadline/at")).isEqualTo("2026-03-03T08:00:00Z");
        assertThat(changed.text("/spec/maxDuration")).isEqualTo("PT6H");
        assertThat(late.status()).isEqualTo(412);
        assertThat(jdbc.sql("select reason from audit where action = 'job.change'")
                        .query(String.class)
                        .list())
                .contains("the board wants it");
        assertThat(south.send("PATCH", path, urgent, "If-Match", read).status()).isEqualTo(404);
    }

    @Test
    void whatIsLeftOutStaysAndNullTakesAway() {
        Map<String, Object> job = Tenancy.job("north");
        job.put("deadline", Map.of("at", "2026-03-03T08:00:00Z"));
        job.put("maxDuration", "PT8H");
        String path = "/api/v1/jobs/" + Tenancy.submitted(north, job);

        Api.Answer changed = north.send(
                "PATCH",
                path,
                Collections.singletonMap("deadline", null),
                "If-Match",
                north.get(path).header("ETag"));

        assertThat(changed.body().at("/spec/deadline").isNull()).isTrue();
        assertThat(changed.text("/spec/maxDuration")).isEqualTo("PT8H");
    }

    @Test
    void whatCannotHoldIsRefusedAllAtOnce() {
        String path = "/api/v1/jobs/" + Tenancy.submitted(north, Tenancy.job("north"));
        Api.Answer answer = north.send(
                "PATCH",
                path,
                Map.of(
                        "priorityClass",
                        "URGENT",
                        "deadline",
                        Map.of("at", "2026-03-02T09:00:00Z", "hard", true),
                        "maxDuration",
                        "PT1H",
                        "gang",
                        Map.of("workers", 2)),
                "If-Match",
                north.get(path).header("ETag"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()
                        .get("errors")
                        .valueStream()
                        .map(error -> error.get("field").asString()))
                .containsExactlyInAnyOrder("priorityClass", "deadline.at", "maxDuration", "gang");
    }

    @Test
    void ofAJobThatRunsOnlyItsPriorityChanges() {
        long id = Tenancy.submitted(north, Tenancy.job("north"));
        jdbc.sql("update job set state = 'ACTIVE' where id = :id")
                .param("id", id)
                .update();
        String path = "/api/v1/jobs/" + id;
        String read = north.get(path).header("ETag");

        assertThat(north.send("PATCH", path, Map.of("maxDuration", "PT9H"), "If-Match", read)
                        .text("/errors/0/field"))
                .isEqualTo("maxDuration");
        assertThat(north.send("PATCH", path, Map.of("priorityClass", "LOW"), "If-Match", read)
                        .text("/spec/priorityClass"))
                .isEqualTo("LOW");
    }

    @Test
    void manyJobsAreTakenAllOrNone() {
        List<Map<String, Object>> jobs = jobs(3);
        jobs.get(1).put("worker", Map.of("milliDevices", 1500));
        jobs.get(2).put("tenant", "south");
        long before = count();

        Api.Answer refused = north.post("/api/v1/jobs/bulk", Map.of("jobs", jobs));
        Api.Answer taken = north.post("/api/v1/jobs/bulk", Map.of("jobs", jobs(200)), "Idempotency-Key", "bulk-1");
        Api.Answer again = north.post("/api/v1/jobs/bulk", Map.of("jobs", jobs(200)), "Idempotency-Key", "bulk-1");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()
                        .get("errors")
                        .valueStream()
                        .map(error -> error.get("field").asString()))
                .containsExactly("jobs[1].worker.milliDevices", "jobs[2].tenant");
        assertThat(taken.status()).as(taken.raw().body()).isEqualTo(200);
        assertThat(taken.body().get("accepted").asInt()).isEqualTo(200);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(taken.body());
        assertThat(count()).isEqualTo(before + 200);
    }

    @Test
    void orTheGoodOnesAreTaken() {
        List<Map<String, Object>> jobs = jobs(3);
        jobs.get(1).remove("kind");

        Api.Answer taken = north.post("/api/v1/jobs/bulk", Map.of("mode", "PER_ITEM", "jobs", jobs));

        assertThat(taken.body().get("accepted").asInt()).isEqualTo(2);
        assertThat(taken.body().at("/items/1/id").isNull()).isTrue();
        assertThat(taken.text("/items/1/errors/0/field")).isEqualTo("jobs[1].kind");
        assertThat(taken.body().at("/items/2/id").asLong()).isPositive();
        assertThat(north.post("/api/v1/jobs/bulk", Map.of("jobs", List.of())).text("/errors/0/field"))
                .isEqualTo("jobs");

        Api.Answer odd =
                north.post("/api/v1/jobs/bulk", Map.of("mode", "PER_ITEM", "jobs", List.of(jobs.getFirst(), "a job")));
        assertThat(odd.body().get("accepted").asInt()).isEqualTo(1);
        assertThat(odd.body().at("/items/1/errors").size()).isEqualTo(1);
        assertThat(odd.text("/items/1/errors/0/field")).isEqualTo("jobs[1]");
        assertThat(odd.text("/items/1/errors/0/message")).isEqualTo("State an object.");
    }

    @Test
    void aThousandMayEachSayAsMuchAsOneAlone() {
        List<Map<String, Object>> jobs = jobs(1_000);
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < 20; i++) {
            environment.put("VARIABLE_" + i, "x".repeat(100));
        }
        jobs.forEach(
                job -> job.put("runtime", Map.of("image", "registry.example/train:1", "environment", environment)));
        jobs.getLast().put("tenant", "south");
        long before = count();

        Api.Answer refused = north.post("/api/v1/jobs/bulk", Map.of("jobs", jobs));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/errors/0/field")).isEqualTo("jobs[999].tenant");
        assertThat(count()).isEqualTo(before);
    }

    private long count() {
        return jdbc.sql("select count(*) from job").query(Long.class).single();
    }

    private static List<Map<String, Object>> jobs(int many) {
        List<Map<String, Object>> jobs = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            jobs.add(new HashMap<>(Tenancy.job("north")));
        }
        return jobs;
    }
}
