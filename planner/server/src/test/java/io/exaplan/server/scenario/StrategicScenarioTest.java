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
        Api.Answer target = planner.post(
                "/api/v1/targets",
                Map.of(
                        "name", "Team's",
                        "scope", "TENANT",
                        "tenant", "team",
                        "level", "ALLOCATED",
                        "atLeast", 30,
                        "from", MutableClock.START.toString(),
                        "by", IN_EIGHT_WEEKS));
        assertThat(target.status()).as(target.raw().body()).isEqualTo(201);
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
        JsonNode target = result.at("/comparison/targets/0");
        assertThat(target.get("whose").asString()).isEqualTo("team");
        assertThat(target.at("/scenario/5").asDouble())
                .isLessThan(target.at("/baseline/5").asDouble());
        assertThat(figure(result, "waitP90").get("verdict").asString()).isEqualTo("HIGHER");
        assertThat(figure(result, "attainment").get("verdict").asString()).isEqualTo("LOWER");
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
