package io.exaplan.server.scenario;

import static io.exaplan.server.Tenancy.job;
import static io.exaplan.server.Tenancy.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.Api;
import io.exaplan.server.MutableClock;
import io.exaplan.server.ServerTest;
import io.exaplan.server.Tenancy;
import io.exaplan.server.planning.TestCity;
import io.exaplan.server.security.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Scenarios from outside: stated, planned, compared, and nothing of it in the live plan. */
@ServerTest
@Import(TestCity.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(
        properties = {
            "exaplan.planning.improvement.enabled=false",
            "exaplan.planning.leadership.poll=100ms",
            "db-scheduler.polling-interval=100ms"
        })
class ScenarioTest {
    private static final String NOW = MutableClock.START.toString();
    private static final String TOMORROW =
            MutableClock.START.plus(Duration.ofDays(1)).toString();
    private static final String IN_FOUR_DAYS =
            MutableClock.START.plus(Duration.ofDays(4)).toString();

    private final Api planner;
    private final ScenarioCalls calls;
    private final Api api;
    private final TestCity city;
    private final JdbcClient sql;

    ScenarioTest(Api api, TestCity city, JdbcClient sql) {
        this.api = api;
        this.planner = api.as(Role.PLANNER);
        calls = new ScenarioCalls(planner);
        this.city = city;
        this.sql = sql;
    }

    @BeforeAll
    void aCityWithAQueue() {
        Tenancy.tenant(api, "team");
        city.aPartition("north", "H800", 4);
        city.aPartition("south", "H800", 4);
        for (int i = 0; i < 24; i++) {
            Map<String, Object> job = job("team");
            job.put("expectedDuration", "PT30H");
            submitted(planner, job);
        }
        Awaitility.await().until(() -> waiting() == 16);
    }

    @Test
    void aLostClusterIsComparedWithTheWorldAsItIsAndTheLivePlanStays() {
        String before = livePlan();

        JsonNode result = resultOf(ran(
                "south-away",
                Map.of("type", "CLUSTER_LOST", "cluster", "south", "from", TOMORROW, "until", IN_FOUR_DAYS)));

        assertThat(figure(result, "waitP90").get("verdict").asString()).isEqualTo("HIGHER");
        assertThat(result.at("/comparison/jobs/later").asDouble()).isPositive();
        assertThat(result.at("/comparison/jobs/earlier").asDouble()).isZero();
        JsonNode thirdDay = result.at("/comparison/funnel/2");
        assertThat(thirdDay.get("scenarioSchedulable").asDouble())
                .isEqualTo(thirdDay.get("baselineSchedulable").asDouble() / 2);
        assertThat(livePlan()).isEqualTo(before);
    }

    @Test
    void theSameSeedGivesTheSameResult() {
        Map<String, Object> surge = Map.of("type", "DEMAND_SCALED", "tenantKind", "INCUBATOR", "factor", 2);

        JsonNode once = resultOf(ran("surge-once", surge));
        JsonNode again = resultOf(ran("surge-again", surge));

        assertThat(again).isEqualTo(once);
        assertThat(figure(once, "jobs").get("difference").asDouble()).isEqualTo(16);
    }

    @Test
    void nodesThatComeShortenTheQueue() {
        JsonNode result = resultOf(asked(
                "more",
                20,
                List.of(
                        Map.of("type", "NODES_ADDED", "cluster", "north", "model", "H800", "nodes", 8, "from", NOW),
                        Map.of(
                                "type",
                                "NODES_ADDED",
                                "cluster",
                                "east",
                                "model",
                                "H20",
                                "nodes",
                                2,
                                "from",
                                TOMORROW))));

        assertThat(figure(result, "waitP50").get("verdict").asString()).isEqualTo("LOWER");
        assertThat(result.at("/comparison/jobs/earlier").asDouble()).isPositive();
    }

    @Test
    void aPlanThatDoesNotDifferReadsAsNoDifference() {
        JsonNode result = resultOf(ran("nothing", Map.of("type", "PRIORITY_CHANGED", "priorityClass", "NORMAL")));

        result.at("/comparison/figures")
                .forEach(figure -> assertThat(figure.get("verdict").asString()).isEqualTo("NO_DIFFERENCE"));
    }

    @Test
    void theComparisonIsATableToo() {
        long run = ran("table", Map.of("type", "JOBS_ADDED", "count", 3, "job", job("team")));
        resultOf(run);

        Api.Answer table = planner.get("/api/v1/scenario-runs/%d/comparison".formatted(run));

        assertThat(table.header("Content-Type")).startsWith("text/csv");
        assertThat(table.raw().body().lines())
                .first()
                .isEqualTo("figure,unit,subject,from,baseline,scenario,difference,spread,verdict");
        assertThat(table.raw().body()).contains("allocated,PFLOPS-days,").contains("schedulable,PFLOPS,," + NOW + ",");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20})
    void aReceiptRepeatsWithoutTheDatabaseAndAChangedOneIsFound(int steps, @TempDir Path folder) throws IOException {
        long run = asked(
                "receipt-" + steps,
                steps,
                List.of(Map.of("type", "NODES_REMOVED", "partition", "south/h800", "nodes", 2, "from", NOW)));
        assertThat(resultOf(run).at("/scenario/0/score").asString()).matches("0hard/-?\\d+medium/-?\\d+soft");

        calls.assertReceiptRepeats(
                run,
                2,
                receipt -> receipt.replace("\"wholeNodes\":{\"before\":4", "\"wholeNodes\":{\"before\":5"),
                folder);
    }

    @Test
    void aRunThatIsCancelledEnds() {
        long run = asked("cancelled", 100_000, List.of(Map.of("type", "PRIORITY_CHANGED", "priorityClass", "LOW")));

        planner.post("/api/v1/scenario-runs/%d/cancel".formatted(run), Map.of("reason", "enough"));

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> stateOf(run), state -> state.equals("CANCELLED"));
        assertThat(planner.get("/api/v1/scenario-runs/%d/result".formatted(run)).status())
                .isEqualTo(409);
    }

    @Test
    void wrongOverlaysAreRefusedByTheirFieldsAndStoreNothing() {
        int before = scenarios();
        Map<String, Object> lost = Map.of("type", "CLUSTER_LOST", "cluster", "south", "from", NOW);
        Map<String, List<Object>> wrong = new HashMap<>();
        wrong.put("changes", List.of());
        wrong.put("changes[0]", List.of(7));
        wrong.put("changes[0].type", List.of(Map.of("type", "EARTHQUAKE")));
        wrong.put("changes[0].cluster", List.of(with(lost, "cluster", "atlantis")));
        wrong.put("changes[0].until", List.of(with(lost, "until", "2020-01-01T00:00:00Z")));
        wrong.put(
                "changes[1].from",
                List.of(lost, Map.of("type", "PARTITION_LOST", "partition", "south/h800", "from", TOMORROW)));
        wrong.put(
                "changes[0].nodes",
                List.of(Map.of("type", "NODES_ADDED", "cluster", "a", "model", "H800", "nodes", 1e9, "from", NOW)));
        wrong.put("changes[0].factor", List.of(Map.of("type", "DEMAND_SCALED", "factor", -1)));
        wrong.put("changes[0].from", List.of(with(lost, "from", "+999999999-12-31T23:59:59Z")));
        wrong.put("changes[0].tenant", List.of(Map.of("type", "DEMAND_SCALED", "factor", 2, "tenant", "nobody")));
        wrong.put("changes[0].pflops", List.of(Map.of("type", "TARGET_CHANGED", "target", "moon", "pflops", 0)));
        wrong.put("changes[0].target", List.of(Map.of("type", "TARGET_CHANGED", "target", "moon", "pflops", 1)));
        wrong.put("changes[0].model", List.of(added("ENIAC", 1)));
        wrong.put("changes[0].delivery", List.of(Map.of("type", "DELIVERY_LATE", "delivery", 1, "by", "P30D")));
        wrong.put("changes[0].fate", List.of(with(lost, "fate", "WAIT")));
        wrong.put(
                "changes[0].job.worker",
                List.of(Map.of(
                        "type",
                        "JOBS_ADDED",
                        "count",
                        1,
                        "job",
                        Map.of("name", "x", "tenant", "team", "kind", "TRAINING"))));

        wrong.forEach((field, changes) -> {
            Api.Answer answer = planner.post("/api/v1/scenarios", Map.of("name", "wrong", "changes", changes));
            assertThat(answer.status()).as(field).isEqualTo(400);
            assertThat(answer.body().at("/errors").findValuesAsString("field"))
                    .as(field)
                    .contains(field);
        });
        assertThat(planner.post(
                                "/api/v1/scenarios",
                                Map.of("name", "wrong", "horizon", "-PT1H", "changes", List.of(lost)))
                        .text("/errors/0/field"))
                .isEqualTo("horizon");
        assertThat(scenarios()).isEqualTo(before);
    }

    @Test
    void bombsAreRefusedAndStoreNothing() {
        int before = scenarios();
        Map<String, Object> lost = Map.of("type", "CLUSTER_LOST", "cluster", "south", "from", NOW);
        Object deep = "deep";
        for (int level = 0; level < 450; level++) {
            deep = List.of(deep);
        }

        assertThat(fieldsOf(List.of(with(lost, "cluster", "x".repeat(100_000)))))
                .contains("changes[0].cluster");
        assertThat(fieldsOf(Collections.nCopies(5_000, lost))).contains("changes");
        assertThat(planner.post("/api/v1/scenarios", Map.of("name", "deep", "changes", deep))
                        .status())
                .isEqualTo(400);
        assertThat(planner.post(
                                "/api/v1/scenarios",
                                Map.of("name", "large", "description", "x".repeat(1_900_000), "changes", List.of(lost)))
                        .status())
                .isIn(400, 413);
        assertThat(fieldsOf(List.of(Map.of("type", "DEMAND_SCALED", "factor", 1e300))))
                .contains("changes[0].factor");
        assertThat(scenarios()).isEqualTo(before);
    }

    @Test
    void whatIsTooMuchOnlyTogetherIsRefusedByItsField() {
        int before = scenarios();
        Map<String, Object> surge = Map.of("type", "DEMAND_SCALED", "factor", 100);
        Map<String, Object> quota = Map.of("type", "QUOTA_CHANGED", "tenant", "team", "nominalPflops", 1);

        assertThat(fieldsOf(List.of(surge, surge))).containsExactly("changes");
        assertThat(fieldsOf(List.of(Map.of("type", "JOBS_ADDED", "count", 1_000, "job", job("team")), surge)))
                .containsExactly("changes");
        assertThat(fieldsOf(Collections.nCopies(3, added("H800", 20_000)))).containsExactly("changes");
        assertThat(fieldsOf(List.of(removed(3), removed(2)))).containsExactly("changes[1].nodes");
        assertThat(fieldsOf(List.of(added("H800", 2), removed(5)))).containsExactly("changes[1].nodes");
        assertThat(fieldsOf(List.of(quota, quota))).containsExactly("changes[1].tenant");
        assertThat(scenarios()).isEqualTo(before);
    }

    @Test
    void runsWaitForEverOnWhatIsLostForGoodAndUseNoneOfIt() {
        JsonNode result = resultOf(ran(
                "south-gone", Map.of("type", "CLUSTER_LOST", "cluster", "south", "from", TOMORROW, "runs", "WAIT")));

        assertThat(figure(result, "jobs").get("difference").asDouble()).isZero();
        assertThat(result.at("/comparison/funnel/2/scenarioAllocated").asDouble())
                .isLessThanOrEqualTo(
                        result.at("/comparison/funnel/2/scenarioSchedulable").asDouble());
    }

    @Test
    void noMoreIsInUseThanThereIsWhereRunsOutliveTheirNodes() {
        JsonNode result = resultOf(ran("half-is-gone", removed(4)));

        assertThat(result.at("/scenario/0/utilisationByModel/H800").asDouble()).isPositive();
        assertThat(result.at("/comparison/funnel/0/scenarioAllocated").asDouble())
                .isEqualTo(result.at("/comparison/funnel/0/scenarioSchedulable").asDouble());
    }

    @Test
    void aDryRunSaysWhatItWouldBeLaidOnAndStoresNothing() {
        int before = scenarios();

        Api.Answer dry = planner.post(
                "/api/v1/scenarios?dryRun=true",
                Map.of("name", "dry", "horizon", "P2D", "changes", List.of(added("H800", 1))));

        assertThat(dry.status()).as(dry.raw().body()).isEqualTo(200);
        assertThat(dry.text("/from")).isEqualTo(NOW);
        assertThat(dry.text("/until"))
                .isEqualTo(MutableClock.START.plus(Duration.ofDays(2)).toString());
        assertThat(scenarios()).isEqualTo(before);
    }

    @Test
    void membersAndAdminsOfClustersHaveNoScenarios() {
        assertThat(api.as(Role.VIEWER).get("/api/v1/scenarios").status()).isEqualTo(200);
        assertThat(api.as(Role.VIEWER).post("/api/v1/scenarios", Map.of()).status())
                .isEqualTo(403);
        assertThat(api.asMemberOf(1).get("/api/v1/scenarios").status()).isEqualTo(403);
    }

    private List<String> fieldsOf(List<?> changes) {
        Api.Answer answer = planner.post("/api/v1/scenarios", Map.of("name", "wrong", "changes", changes));
        assertThat(answer.status()).isEqualTo(400);
        return answer.body().at("/errors").findValuesAsString("field");
    }

    private static Map<String, Object> added(String model, int nodes) {
        return Map.of("type", "NODES_ADDED", "cluster", "north", "model", model, "nodes", nodes, "from", NOW);
    }

    private static Map<String, Object> removed(int nodes) {
        return Map.of("type", "NODES_REMOVED", "partition", "south/h800", "nodes", nodes, "from", NOW);
    }

    private static Map<String, Object> with(Map<String, Object> change, String field, Object value) {
        Map<String, Object> more = new HashMap<>(change);
        more.put(field, value);
        return more;
    }

    private long ran(String name, Map<String, Object> change) {
        return asked(name, 20, List.of(change));
    }

    private long asked(String name, int steps, List<Map<String, Object>> changes) {
        return calls.run(Map.of("name", name, "changes", changes), steps);
    }

    private JsonNode resultOf(long run) {
        return calls.resultOf(run);
    }

    private String stateOf(long run) {
        return calls.stateOf(run);
    }

    private static JsonNode figure(JsonNode result, String name) {
        for (JsonNode figure : result.at("/comparison/figures")) {
            if (figure.get("name").asString().equals(name)
                    && figure.get("subject").isNull()) {
                return figure;
            }
        }
        throw new AssertionError("no figure " + name);
    }

    private int waiting() {
        return sql.sql("select count(*) from job where state = 'SCHEDULED'")
                .query(Integer.class)
                .single();
    }

    private int scenarios() {
        return sql.sql("select count(*) from scenario").query(Integer.class).single();
    }

    private String livePlan() {
        return sql.sql("""
                        select (select count(*) from allocation_change) || ' '
                            || (select string_agg(job_id || '@' || plan_start || '/' || partition_id, ' ' order by job_id) from allocation)""").query(String.class).single();
    }
}
