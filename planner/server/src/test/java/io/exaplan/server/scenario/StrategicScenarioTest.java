package io.exaplan.server.scenario;

import static io.exaplan.server.Tenancy.job;
import static io.exaplan.server.Tenancy.submitted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exaplan.server.Api;
import io.exaplan.server.MutableClock;
import io.exaplan.server.ServerTest;
import io.exaplan.server.Tenancy;
import io.exaplan.server.planning.TestCity;
import io.exaplan.server.security.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Months ahead: the last four weeks' demand again and again, and deliveries that come or do not. */
@ServerTest
@Import(TestCity.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(
        properties = {
            "exaplan.planning.improvement.enabled=false",
            "exaplan.planning.leadership.poll=100ms",
            "db-scheduler.polling-interval=100ms"
        })
class StrategicScenarioTest {
    private static final int WEEKS = 8;
    /** PFLOPS of every target of the city. */
    private static final double WANTED = 50;

    private static final String IN_TWO_WEEKS =
            MutableClock.START.plus(Duration.ofDays(14)).toString();
    private static final String IN_EIGHT_WEEKS =
            MutableClock.START.plus(Duration.ofDays(7 * WEEKS)).toString();

    private final Api api;
    private final Api planner;
    private final ScenarioCalls calls;
    private final TestCity city;
    private final JdbcClient sql;
    private int delivery;

    StrategicScenarioTest(Api api, TestCity city, JdbcClient sql) {
        this.api = api;
        this.planner = api.as(Role.PLANNER);
        calls = new ScenarioCalls(planner);
        this.city = city;
        this.sql = sql;
    }

    /** Four nodes; every week of the last four brought twelve jobs of a node for half a week: six nodes are wanted. */
    @BeforeAll
    void aCityThatWantsMoreThanItHas() {
        int team = Tenancy.tenant(api, "team");
        city.aPartition("north", "H800", 4);
        for (int i = 0; i < 48; i++) {
            Map<String, Object> job = job("team");
            job.put("expectedDuration", "PT84H");
            job.put("earliestStart", IN_TWO_WEEKS); // none begins before all are told to have ended
            submitted(planner, job);
        }
        sql.sql("""
                update job set state = 'SUCCEEDED', revision = revision + 1, plan_ended = plan_submitted,
                    plan_submitted = plan_submitted - interval '28 days' + ((id % 4) * 7 + 1) * interval '1 day'
                """).update();
        sql.sql(
                        "update job set plan_submitted = plan_submitted - interval '1 day' where id = (select min(id) from job where id % 4 = 0)")
                .update();
        city.told();
        Awaitility.await().until(city::settled);
        delivery = planner.post(
                        "/api/v1/deliveries",
                        Map.of(
                                "operator",
                                "Lake",
                                "cluster",
                                "north",
                                "model",
                                "H800",
                                "devices",
                                32,
                                "expectedAt",
                                IN_TWO_WEEKS))
                .body()
                .get("id")
                .asInt();
        promised(Map.of(
                "name", "Team's",
                "scope", "TENANT",
                "tenant", "team",
                "level", "ALLOCATED",
                "atLeast", 30,
                "from", MutableClock.START.toString(),
                "by", IN_EIGHT_WEEKS));
        for (String level : List.of("INSTALLED", "REPORTING", "SCHEDULABLE", "BUSY")) {
            promised(Map.of("name", level, "scope", "CITY", "level", level, "atLeast", WANTED, "by", IN_EIGHT_WEEKS));
        }
        promised(Map.of(
                "name",
                "Corpora",
                "scope",
                "CITY",
                "counted",
                "REPORTED",
                "atLeast",
                50,
                "reportedValue",
                20,
                "by",
                IN_EIGHT_WEEKS));
        promised(Map.of(
                "name", "Of old", "scope", "CITY", "level", "INSTALLED", "atLeast", 1, "by", "2020-01-01T00:00:00Z"));
        assertThat(team).isPositive();
        Awaitility.await()
                .until(() -> planner.post("/api/v1/scenarios?dryRun=true", late("probe", "P7D"))
                                .status()
                        == 200);
    }

    @Test
    void aLateDeliveryIsSeenInTheFunnelTheTargetsAndTheWaits() {
        JsonNode result = resultOf(ran(late("late", "P28D")));

        JsonNode funnel = result.at("/comparison/funnel");
        assertThat(funnel).hasSize(WEEKS);
        double four = funnel.at("/0/baselineSchedulable").asDouble();
        assertThat(funnel.at("/2/baselineSchedulable").asDouble()).isEqualTo(2 * four, within(1e-6));
        assertThat(funnel.at("/5/scenarioSchedulable").asDouble()).isEqualTo(four, within(1e-6));
        assertThat(funnel.at("/6/scenarioSchedulable").asDouble()).isEqualTo(2 * four, within(1e-6));
        JsonNode target = target(result, "Team's");
        assertThat(target.get("whose").asString()).isEqualTo("team");
        assertThat(target.at("/scenario/5").asDouble())
                .isLessThan(target.at("/baseline/5").asDouble());
        assertThat(figure(result, "waitP90").get("verdict").asString()).isEqualTo("HIGHER");
        assertThat(figure(result, "attainment", "Team's").get("verdict").asString())
                .isEqualTo("LOWER");
    }

    @Test
    void moreLotsThanMayBePlannedAreRefusedBeforeAnythingIsStored() {
        Map<String, Object> surge = Map.of("type", "DEMAND_SCALED", "factor", 100);

        Api.Answer answer = planner.post(
                "/api/v1/scenarios", Map.of("name", "surges", "mode", "STRATEGIC", "changes", List.of(surge, surge)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/errors/0/field")).isEqualTo("changes");
        assertThat(planner.get("/api/v1/scenarios").raw().body()).doesNotContain("surges");
    }

    @Test
    void theCitysOwnTargetsAreToldWeekByWeek() {
        long run = ran(late("late-for-the-city", "P28D"));
        JsonNode result = resultOf(run);

        double four = result.at("/comparison/funnel/0/baselineSchedulable").asDouble();
        for (String level : List.of("INSTALLED", "REPORTING", "SCHEDULABLE")) {
            JsonNode target = target(result, level);
            assertThat(target.get("scope").asString()).isEqualTo("CITY");
            assertThat(target.get("level").asString()).isEqualTo(level);
            assertThat(target.get("baseline")).hasSize(WEEKS);
            double before = share(target, "baseline", 0);
            assertThat(share(target, "baseline", 2) - before).as(level).isEqualTo(four / WANTED, within(1e-6));
            assertThat(share(target, "scenario", 5)).as(level).isEqualTo(before, within(1e-6));
            assertThat(share(target, "scenario", 6)).as(level).isEqualTo(share(target, "baseline", 6), within(1e-6));
            assertThat(target.at("/verdicts/2").asString()).isEqualTo("LOWER");
            assertThat(target.at("/verdicts/6").asString()).isEqualTo("NO_DIFFERENCE");
            assertThat(figure(result, "attainment", level).get("verdict").asString())
                    .as("there by its date")
                    .isEqualTo("NO_DIFFERENCE");
        }
        assertThat(share(target(result, "SCHEDULABLE"), "baseline", 0)).isEqualTo(four / WANTED, within(1e-6));
        assertThat(share(target(result, "INSTALLED"), "baseline", 0)).isPositive();
        JsonNode corpora = target(result, "Corpora");
        assertThat(share(corpora, "baseline", 0)).isEqualTo(0.4);
        assertThat(share(corpora, "scenario", 7)).isEqualTo(0.4);
        assertThat(target(result, "BUSY").get("scenario")).as("no plan knows").isEmpty();
        assertThat(figure(result, "attainment", "BUSY").get("scenario").isNull())
                .isTrue();
        assertThat(result.at("/comparison/targets").findValuesAsString("name")).doesNotContain("Of old");
        assertThat(planner.get("/api/v1/scenario-runs/%d/comparison".formatted(run))
                        .raw()
                        .body()
                        .lines())
                .filteredOn(line -> line.startsWith("attainment,share,INSTALLED,"))
                .hasSize(WEEKS + 1)
                .anyMatch(line ->
                        line.startsWith("attainment,share,INSTALLED," + IN_TWO_WEEKS) && line.endsWith(",LOWER"));
    }

    @Test
    void aClusterLostStaysInstalledAndDoesNotReport() {
        String from = MutableClock.START.plus(Duration.ofDays(7)).toString();
        JsonNode result = resultOf(ran(scenario(
                "away",
                "STRATEGIC",
                List.of(Map.of("type", "CLUSTER_LOST", "cluster", "north", "from", from, "until", IN_TWO_WEEKS)))));

        double four = result.at("/comparison/funnel/0/baselineSchedulable").asDouble();
        JsonNode installed = target(result, "INSTALLED");
        JsonNode reporting = target(result, "REPORTING");
        assertThat(share(installed, "scenario", 1)).isEqualTo(share(installed, "baseline", 1), within(1e-6));
        assertThat(share(reporting, "baseline", 1) - share(reporting, "scenario", 1))
                .isEqualTo(four / WANTED, within(1e-6));
        assertThat(share(reporting, "scenario", 3)).isEqualTo(share(reporting, "baseline", 3), within(1e-6));
    }

    @Test
    void whatTheCityPromisesCanBeChanged() {
        String id = target(resultOf(ran(late("as-promised", "P7D"))), "INSTALLED")
                .get("target")
                .asString();
        JsonNode result = resultOf(ran(scenario(
                "twice-as-much",
                "STRATEGIC",
                List.of(Map.of("type", "TARGET_CHANGED", "target", id, "pflops", 2 * WANTED)))));

        JsonNode target = target(result, "INSTALLED");
        assertThat(share(target, "scenario", 0)).isEqualTo(share(target, "baseline", 0) / 2, within(1e-6));
        assertThat(figure(result, "attainment", "INSTALLED").get("verdict").asString())
                .isEqualTo("LOWER");
    }

    @Test
    void theUsualDemandComesEveryWeekAndIsScaled() {
        JsonNode result = resultOf(ran(scenario(
                "half", "STRATEGIC", List.of(Map.of("type", "DEMAND_SCALED", "tenant", "team", "factor", 0.5)))));

        assertThat(figure(result, "jobs").get("baseline").asDouble()).isEqualTo(12 * WEEKS);
        JsonNode weeks = result.at("/comparison/funnel");
        double perNode = weeks.at("/0/baselineSchedulable").asDouble() / 4;
        assertThat(weeks.at("/1/scenarioAllocated").asDouble()).isEqualTo(3 * perNode, within(perNode / 8));
        assertThat(weeks.at("/7/baselineAllocated").asDouble()).isGreaterThan(5 * perNode);
    }

    @Test
    void aReceiptOfMonthsRepeatsWithoutTheDatabase(@TempDir Path folder) throws IOException {
        long run = ran(late("receipt", "P14D"));
        resultOf(run);

        calls.assertReceiptRepeats(
                run, 1, receipt -> receipt.replaceFirst("\"horizonSecond\":(\\d+)", "\"horizonSecond\":$11"), folder);
    }

    @Test
    void whatIsWrongIsToldByItsFieldAndADryRunStoresNothing() {
        int before = scenarios();
        Map<String, Object> unknown = Map.of("type", "DELIVERY_LATE", "delivery", 4711, "by", "P7D");
        Map<String, Object> known = Map.of("type", "DELIVERY_LATE", "delivery", delivery, "by", "P7D");

        assertThat(fields(scenario("wrong", "STRATEGIC", List.of(unknown)))).containsExactly("changes[0].delivery");
        assertThat(fields(scenario("wrong", "STRATEGIC", List.of(known, known))))
                .containsExactly("changes[1].delivery");
        assertThat(fields(scenario("wrong", "OPERATIONAL", List.of(known)))).containsExactly("changes[0].delivery");
        assertThat(fields(late("wrong", "soon"))).containsExactly("changes[0].by");
        Map<String, Object> far = late("wrong", "P7D");
        far.put("horizon", "P900D");
        assertThat(fields(far)).containsExactly("horizon");
        far.put("horizon", "P1D");
        assertThat(fields(far)).containsExactly("horizon");
        Api.Answer dry = planner.post("/api/v1/scenarios?dryRun=true", late("fine", "P7D"));
        assertThat(dry.status()).isEqualTo(200);
        assertThat(dry.text("/until")).isEqualTo(IN_EIGHT_WEEKS);
        assertThat(scenarios()).isEqualTo(before);
    }

    private Map<String, Object> late(String name, String by) {
        return scenario(name, "STRATEGIC", List.of(Map.of("type", "DELIVERY_LATE", "delivery", delivery, "by", by)));
    }

    private static Map<String, Object> scenario(String name, String mode, List<Map<String, Object>> changes) {
        Map<String, Object> scenario = new HashMap<>(Map.of("name", name, "mode", mode, "changes", changes));
        if (mode.equals("STRATEGIC")) {
            scenario.put("horizon", "P%dD".formatted(7 * WEEKS));
        }
        return scenario;
    }

    private List<String> fields(Map<String, Object> scenario) {
        Api.Answer answer = planner.post("/api/v1/scenarios", scenario);
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(400);
        return answer.body().at("/errors").findValuesAsString("field");
    }

    private long ran(Map<String, Object> scenario) {
        return calls.run(scenario, 20);
    }

    private JsonNode resultOf(long run) {
        return calls.resultOf(run);
    }

    private void promised(Map<String, Object> target) {
        Api.Answer answer = planner.post("/api/v1/targets", target);
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
    }

    private static JsonNode target(JsonNode result, String name) {
        for (JsonNode target : result.at("/comparison/targets")) {
            if (target.get("name").asString().equals(name)) {
                return target;
            }
        }
        throw new AssertionError("no target " + name);
    }

    private static double share(JsonNode target, String side, int week) {
        return target.get(side).get(week).asDouble();
    }

    private static JsonNode figure(JsonNode result, String name, String subject) {
        for (JsonNode figure : result.at("/comparison/figures")) {
            if (figure.get("name").asString().equals(name)
                    && subject.equals(figure.get("subject").asString())) {
                return figure;
            }
        }
        throw new AssertionError("no figure %s of %s".formatted(name, subject));
    }

    private static JsonNode figure(JsonNode result, String name) {
        for (JsonNode figure : result.at("/comparison/figures")) {
            if (figure.get("name").asString().equals(name)) {
                return figure;
            }
        }
        throw new AssertionError("no figure " + name);
    }

    private int scenarios() {
        return sql.sql("select count(*) from scenario").query(Integer.class).single();
    }
}
