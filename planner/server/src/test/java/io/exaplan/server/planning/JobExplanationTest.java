package io.exaplan.server.planning;

import static io.exaplan.server.planning.TestJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exaplan.server.Api;
import io.exaplan.server.MutableClock;
import io.exaplan.server.security.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@PlanningTest
class JobExplanationTest {
    private final TestCity city;
    private final ScriptedRuns runs;
    private final Api api;
    private final String name = UUID.randomUUID().toString();
    private final int north;
    private final int south;
    private final int full;
    private final long running;
    private final long waiting;
    private final long others;

    /** One model is full for four hours and another is free; a job of each tenant waits for the full one. */
    JobExplanationTest(TestCity city, ScriptedRuns runs, Api api) {
        this.city = city;
        this.runs = runs;
        this.api = api;
        north = city.aTenant(name + "-north");
        full = city.aPartition(name, "F" + name, 2);
        city.aPartition(name + "-free", "Z" + name, 2);
        running = city.submit(aJob("tulip").on("F" + name).workers(2).lasting(Duration.ofHours(4)));
        await().until(() -> this.runs.runOf(running).isPresent());
        waiting = city.submit(aJob("waiting").on("F" + name).workers(2));
        await().until(() -> this.city.startOf(waiting).isPresent());
        south = city.aTenant(name + "-south");
        others = city.submit(aJob("others").on("F" + name).workers(2));
        await().until(() -> this.city.startOf(others).isPresent());
    }

    @Test
    void tellsWhatEachPartitionLacksAndUntilWhen() {
        JsonNode explanation = explanation(api.asMemberOf(north), waiting);

        Instant start = city.startOf(waiting).orElseThrow();
        assertThat(explanation.at("/blockers/0/type").asString()).isEqualTo("WaitingForCapacity");
        assertThat(explanation.at("/predicted/start").asString()).isEqualTo(start.toString());
        assertThat(explanation.at("/whyHere").asString()).contains(name + "/f" + name);
        JsonNode best = explanation.at("/partitions/0");
        assertThat(best.at("/partition").asString()).isEqualTo(name + "/f" + name);
        assertThat(best.at("/neededDevices").asDouble()).isEqualTo(16);
        assertThat(best.at("/freeDevices").asDouble()).isZero();
        assertThat(best.at("/earliestStart").asString()).isEqualTo(start.toString());
        assertThat(best.at("/heldBy/0/job").asString()).isEqualTo("tulip");
        assertThat(explanation.at("/partitions").findValuesAsString("kind")).contains("MODEL_NOT_ALLOWED");
    }

    @Test
    void namesTheSmallestChangeThatStartsItSooner() {
        JsonNode explanation = explanation(api.asMemberOf(north), waiting);

        JsonNode model = explanation
                .at("/counterfactuals")
                .valueStream()
                .filter(found -> found.at("/kind").asString().equals("OTHER_MODEL"))
                .findFirst()
                .orElseThrow();
        assertThat(Instant.parse(model.at("/start").asString()))
                .isBefore(city.startOf(waiting).orElseThrow());
        // Any free partition of the shared city will do, and the summary names its model.
        assertThat(model.at("/partition").asString()).isNotEqualTo(name + "/f" + name);
        assertThat(model.at("/summary").asString())
                .containsIgnoringCase(model.at("/partition").asString().replaceAll(".*/", ""));
        // The same for machines: what was allowed and one model more, and nothing else.
        assertThat(model.at("/change/models").valueStream().map(JsonNode::asString))
                .hasSize(2)
                .contains("F" + name);
        assertThat(model.at("/change/workers").isNull()).isTrue();
        assertThat(model.at("/change/expectedDuration").isNull()).isTrue();
    }

    @Test
    void tellsOfOtherTenantsThatTheyAreThereAndNoMore() {
        Api.Answer answer = api.asMemberOf(south).get("/api/v1/jobs/" + others + "/explanation");

        assertThat(answer.body().at("/partitions/0/heldBy/0/job").asString()).isEqualTo("another tenant");
        assertThat(answer.body().at("/partitions/0/heldBy/0/jobId").isNull()).isTrue();
        assertThat(answer.raw().body()).doesNotContain("tulip", "waiting\"");
        assertThat(api.asMemberOf(south)
                        .get("/api/v1/jobs/" + waiting + "/explanation")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void saysOfAJobThatRunsWhyItRunsThere() {
        JsonNode explanation = explanation(api.as(Role.VIEWER), running);

        assertThat(explanation.at("/state").asString()).isEqualTo("ACTIVE");
        assertThat(explanation.at("/blockers")).isEmpty();
        assertThat(explanation.at("/counterfactuals")).isEmpty();
        assertThat(explanation.at("/partitions")).isEmpty();
        assertThat(explanation.at("/whyHere").asString())
                .startsWith("It has run since " + MutableClock.START)
                .contains(name + "/f" + name, "No other partition it may use has room for it.");
        assertThat(explanation.at("/places/0/here").asBoolean()).isTrue();
        assertThat(explanation.at("/places/0/start").asString()).isEqualTo(MutableClock.START.toString());
    }

    @Test
    void tellsWhatTheRulesOfThePlanSayOfItsPlaceAndOfOthers() {
        String model = "G" + name;
        city.aTenant(name + "-third");
        for (int hours : List.of(4, 40)) {
            city.aPartition(name + "-" + hours, model, 2);
            long busy = city.submit(aJob("busy").on(model).workers(2).lasting(Duration.ofHours(hours)));
            await().until(() -> runs.runOf(busy).isPresent());
        }
        long job = city.submit(aJob("later").on(model).workers(2));
        await().until(() -> city.startOf(job).isPresent());

        JsonNode explanation = explanation(api.as(Role.PLANNER), job);

        JsonNode here = explanation.at("/places/0");
        JsonNode there = explanation.at("/places/1");
        assertThat(here.at("/partition").asString()).startsWith(name + "-4/");
        assertThat(here.at("/here").asBoolean()).isTrue();
        assertThat(there.at("/partition").asString()).startsWith(name + "-40/");
        assertThat(cost(there, "WAITING")).isGreaterThan(cost(here, "WAITING")).isPositive();
        assertThat(cost(there, "CHURN")).as("it was promised a start here").isPositive();
        assertThat(explanation.at("/whyHere").asString())
                .contains("By the rules of the plan that is better than " + name + "-40/")
                .contains("there it waits for 40 h 00 min");
    }

    private static long cost(JsonNode place, String rule) {
        return place.at("/reasons")
                .valueStream()
                .filter(reason -> reason.at("/rule").asString().equals(rule))
                .mapToLong(reason -> reason.at("/cost").asLong())
                .sum();
    }

    @Test
    void keepsEveryMovedStartWithItsReason() {
        Instant promised = city.startOf(waiting).orElseThrow();
        city.cordon(full, 1);

        await().until(() -> city.startOf(waiting).isEmpty());
        JsonNode moved = api.asMemberOf(north)
                .get("/api/v1/jobs/" + waiting + "/moved-starts")
                .body()
                .at("/items/0");

        assertThat(moved.at("/reason").asString()).isEqualTo("LOST_CAPACITY");
        assertThat(moved.at("/fromStart").asString()).isEqualTo(promised.toString());
        assertThat(moved.at("/toStart").isNull()).isTrue();
    }

    private JsonNode explanation(Api caller, long job) {
        Api.Answer answer = caller.get("/api/v1/jobs/" + job + "/explanation");
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        return answer.body();
    }
}
