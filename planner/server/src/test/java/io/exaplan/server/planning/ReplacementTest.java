package io.exaplan.server.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exaplan.server.Api;
import io.exaplan.server.Tenancy;
import io.exaplan.server.security.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A job that is to stand for one that waits: planned without it, and taking its place at once or not at all. */
@PlanningTest
class ReplacementTest {
    private final TestCity city;
    private final Api api;
    private final Api member;
    private final String name = UUID.randomUUID().toString();
    private final long brief;
    private final long waiting;

    /** Two nodes; a job holds one of them for two hours, another the other one for four, and a third waits for both. */
    ReplacementTest(TestCity city, ScriptedRuns runs, Api api) {
        this.city = city;
        this.api = api;
        member = api.asMemberOf(Tenancy.tenant(api, name));
        city.aPartition(name, "H800", 2);
        brief = Tenancy.submitted(member, job(1, "PT2H"));
        long longer = Tenancy.submitted(member, job(1, "PT4H"));
        await().until(() -> runs.runOf(brief).isPresent() && runs.runOf(longer).isPresent());
        waiting = Tenancy.submitted(member, job(2, "PT4H"));
        await().until(() -> city.startOf(waiting).isPresent());
    }

    private Map<String, Object> job(int workers, String duration) {
        Map<String, Object> job = Tenancy.job(name);
        job.put("gang", Map.of("workers", workers));
        job.put("expectedDuration", duration);
        job.put("maxDuration", duration);
        job.put("residency", List.of(name));
        return job;
    }

    @Test
    void aDryRunStartsWhenTheExplanationSaid() {
        Instant promised = member.get("/api/v1/jobs/" + waiting + "/explanation")
                .body()
                .at("/counterfactuals")
                .valueStream()
                .filter(found -> found.at("/kind").asString().equals("FEWER_WORKERS"))
                .map(found -> Instant.parse(found.at("/start").asString()))
                .findFirst()
                .orElseThrow();

        assertThat(promised).isBefore(city.startOf(waiting).orElseThrow());
        assertThat(start(dryRun(member, "&replaces=" + waiting))).isEqualTo(promised);
        assertThat(start(dryRun(member, "")))
                .as("beside the one that waits")
                .isAfter(city.startOf(waiting).orElseThrow());
    }

    @Test
    void aChangeThatMakesItLastLongerSaysHowLongItMustBeAllowedTo() {
        List<JsonNode> longer = member.get("/api/v1/jobs/" + waiting + "/explanation")
                .body()
                .at("/counterfactuals")
                .valueStream()
                .map(found -> found.at("/change"))
                .filter(change -> change.at("/expectedDuration").isString())
                .toList();

        assertThat(longer).isNotEmpty();
        assertThat(longer)
                .allSatisfy(change -> assertThat(
                                Duration.parse(change.at("/maxDuration").asString()))
                        .isGreaterThanOrEqualTo(
                                Duration.parse(change.at("/expectedDuration").asString())));
    }

    @Test
    void takesItsPlaceInOneStep() {
        Instant promised = start(dryRun(member, "&replaces=" + waiting));

        Api.Answer stored = member.post("/api/v1/jobs?replaces=" + waiting, job(1, "PT4H"));

        assertThat(stored.status()).as(stored.raw().body()).isEqualTo(201);
        long id = stored.body().get("id").asLong();
        Api.Answer replaced = member.get("/api/v1/jobs/" + waiting);
        assertThat(replaced.text("/state")).isEqualTo("CANCELLED");
        assertThat(member.get("/api/v1/jobs/" + waiting + "/transitions").body().findValuesAsString("reason"))
                .contains("job %d stands for it".formatted(id));
        await().untilAsserted(() -> assertThat(city.startOf(id)).contains(promised));
    }

    @Test
    void aRepeatedRequestReplacesOnce() {
        String path = "/api/v1/jobs?replaces=" + waiting;
        Api.Answer first = member.post(path, job(1, "PT4H"), "Idempotency-Key", name);
        Api.Answer again = member.post(path, job(1, "PT4H"), "Idempotency-Key", name);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.text("/id")).isEqualTo(first.text("/id"));
        assertThat(member.post("/api/v1/jobs", job(1, "PT4H"), "Idempotency-Key", name)
                        .status())
                .as("the same without replacing is another request")
                .isEqualTo(422);
    }

    @Test
    void whatRunsIsNotReplaced() {
        int before = jobs();

        Api.Answer refused = member.post("/api/v1/jobs?replaces=" + brief, job(1, "PT4H"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/type")).endsWith("job-not-waiting");
        assertThat(jobs()).isEqualTo(before);
        assertThat(dryRun(member, "&replaces=" + brief).status()).isEqualTo(409);
    }

    @Test
    void nobodyLearnsOfJobsOfOthers() {
        Api foreign = api.asMemberOf(Tenancy.tenant(api, name + "-south"));
        Map<String, Object> job = job(1, "PT4H");
        job.remove("tenant");

        for (long id : List.of(waiting, Long.MAX_VALUE)) {
            for (String query : List.of("?dryRun=true&replaces=", "?replaces=")) {
                Api.Answer refused = foreign.post("/api/v1/jobs" + query + id, job);
                assertThat(refused.status()).isEqualTo(400);
                assertThat(refused.text("/errors/0/field")).isEqualTo("replaces");
                assertThat(refused.text("/errors/0/message")).contains("that this token may cancel");
            }
        }
        assertThat(api.as(Role.ADMIN).get("/api/v1/jobs/" + waiting).text("/state"))
                .isNotEqualTo("CANCELLED");
    }

    private int jobs() {
        return member.get("/api/v1/jobs?limit=100").body().at("/items").size();
    }

    private Api.Answer dryRun(Api who, String more) {
        return who.post("/api/v1/jobs?dryRun=true" + more, job(1, "PT4H"));
    }

    private static Instant start(Api.Answer dryRun) {
        JsonNode start = dryRun.body().at("/predicted/start");
        assertThat(start.isString()).as(dryRun.raw().body()).isTrue();
        return Instant.parse(start.asString());
    }
}
