package io.exaplan.server.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exaplan.server.Api;
import io.exaplan.server.MutableClock;
import io.exaplan.server.ServerTest;
import io.exaplan.server.Tenancy;
import io.exaplan.server.security.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A lake with one node of eight H800 (0.989 PFLOPS each), and what was promised about it. The tests tell one story. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestPropertySource(properties = {"exaplan.views.capacity-max-age=0s", "exaplan.views.history-check=1h"})
class PromisesTest {

    private static final double H800_PFLOPS = 0.989;
    private static final String SOON = "2026-06-30T16:00:00Z";

    private final Api api;
    private final Api planner;
    private final JdbcClient jdbc;
    private final MutableClock clock;
    private final CapacityHistory history;
    private int north;
    private int south;

    PromisesTest(Api api, JdbcClient jdbc, MutableClock clock, CapacityHistory history) {
        this.api = api;
        this.planner = api.as(Role.PLANNER);
        this.jdbc = jdbc;
        this.clock = clock;
        this.history = history;
    }

    @BeforeAll
    void aLake() {
        north = Tenancy.tenant(api, "north");
        south = Tenancy.tenant(api, "south");
        jdbc.sql("""
                        with lake as (insert into cluster (name, operator, freshness, last_sync_at)
                                      values ('lake', 'Lake Operator', 'FRESH', :now) returning id),
                             part as (insert into partition (cluster_id, name, accelerator_model, devices_per_node)
                                      select id, 'h800', 'H800', 8 from lake returning id, cluster_id)
                        insert into node (cluster_id, partition_id, name, accelerator_model, nominal_devices, cpu_milli,
                                          memory_mib, ready, cordoned)
                        select cluster_id, id, 'n1', 'H800', 8, 128000, 1048576, true, false from part
                        """).param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    @Test
    @Order(1)
    void whatIsDeclaredIsInstalledAndCountsOnceWhenAnAgentReportsIt() {
        Map<String, Object> hill = declared("hill", Map.of("model", "H800", "devices", 100));
        Api.Answer made = planner.post("/api/v1/declared-capacities", hill);
        assertThat(made.status()).as(made.raw().body()).isEqualTo(201);
        assertThat(made.body().get("counts").asBoolean()).isTrue();
        JsonNode city = capacity().get("city");
        assertThat(city.at("/declared/pflops").asDouble()).isEqualTo(100 * H800_PFLOPS, within(1e-6));
        assertThat(city.at("/installed/milliDevices").asLong()).isEqualTo(108_000);
        assertThat(city.at("/reporting/milliDevices").asLong()).isEqualTo(8_000);

        hill.put("replacedBy", "lake");
        Api.Answer replaced = planner.put(
                made.header("Location"),
                hill,
                "If-Match",
                planner.get(made.header("Location")).header("ETag"));

        assertThat(replaced.status()).as(replaced.raw().body()).isEqualTo(200);
        assertThat(capacity().at("/city/declared").isNull()).isTrue();
        assertThat(capacity().at("/city/installed/milliDevices").asLong()).isEqualTo(8_000);
        assertThat(planner.put(made.header("Location"), hill, "If-Match", "\"1\"")
                        .status())
                .isEqualTo(412);
    }

    @Test
    @Order(2)
    void statedPflopsCountOnlyWhereTheyCompare() {
        String sparse = planner.post(
                        "/api/v1/declared-capacities",
                        declared("mill", Map.of("pflops", 500, "precision", "FP8", "sparsity", "SPARSE")))
                .header("Location");
        assertThat(capacity().at("/city/declared/pflops").asDouble()).isZero();
        String dense = planner.post("/api/v1/declared-capacities", declared("weir", Map.of("pflops", 7)))
                .header("Location");

        assertThat(capacity().at("/city/declared/pflops").asDouble()).isEqualTo(7);

        assertThat(planner.delete(sparse).status()).isEqualTo(204);
        assertThat(planner.delete(dense).status()).isEqualTo(204);
        assertThat(planner.get(dense).status()).isEqualTo(404);
    }

    @Test
    @Order(3)
    void aDeliveryStandsBesideTheFunnelUntilItArrives() {
        Api.Answer made = planner.post(
                "/api/v1/deliveries",
                Map.of(
                        "operator",
                        "Lake Operator",
                        "model",
                        "H800",
                        "devices",
                        16,
                        "expectedAt",
                        "2026-05-01T00:00:00Z"));
        assertThat(made.status()).as(made.raw().body()).isEqualTo(201);
        String path = made.header("Location");
        assertThat(capacity().at("/announced/0/level/pflops").asDouble()).isEqualTo(16 * H800_PFLOPS, within(1e-6));
        assertThat(capacity().at("/city/installed/milliDevices").asLong()).isEqualTo(8_000);

        Api.Answer arrived = planner.post(path + "/arrival", Map.of("countedAs", "DECLARED", "site", "shed"));

        assertThat(arrived.text("/state")).isEqualTo("ARRIVED");
        assertThat(capacity().get("announced").isEmpty()).isTrue();
        assertThat(capacity().at("/city/installed/milliDevices").asLong()).isEqualTo(24_000);
        assertThat(planner.post(path + "/arrival", Map.of("countedAs", "REPORTED"))
                        .text("/type"))
                .isEqualTo("urn:exaplan:problem:delivery-closed");
        assertThat(planner.get("/api/v1/deliveries?state=ANNOUNCED")
                        .body()
                        .get("items")
                        .isEmpty())
                .isTrue();
        planner.delete("/api/v1/declared-capacities/"
                + arrived.body().get("declaredCapacityId").asInt());
    }

    @Test
    @Order(3)
    void theAuditTellsAllOfADeliveryThatIsCalledOff() {
        String path = planner.post(
                        "/api/v1/deliveries",
                        Map.of("operator", "Lake Operator", "model", "H800", "devices", 8, "expectedAt", SOON))
                .header("Location");

        planner.post(path + "/cancel", Map.of("reason", "the ship sank"));

        JsonNode entry = api.as(Role.ADMIN)
                .get("/api/v1/audit?limit=1&subject="
                        + path.substring("/api/v1/".length()).replace("deliveries", "delivery"))
                .body()
                .at("/items/0");
        assertThat(entry.at("/before/state").asString()).isEqualTo("ANNOUNCED");
        assertThat(entry.at("/after/state").asString()).isEqualTo("CANCELLED");
        assertThat(entry.at("/after/closedAt").asString("")).isNotEmpty();
        assertThat(entry.at("/after/stated/devices").asInt()).isEqualTo(8);
        assertThat(entry.get("reason").asString()).isEqualTo("the ship sank");
    }

    @Test
    @Order(4)
    void targetsReadByTheRealFunnel() {
        Api.Answer target = planner.post("/api/v1/targets", target("Ten PFLOPS", "INSTALLED", 10, SOON));
        assertThat(target.status()).as(target.raw().body()).isEqualTo(201);
        String path = target.header("Location");
        assertThat(target.text("/basis/precision")).isEqualTo("FP16/BF16");
        assertThat(target.text("/attainment/standing")).isEqualTo("AT_RISK");
        assertThat(target.body().at("/attainment/figure").asDouble()).isEqualTo(8 * H800_PFLOPS, within(1e-6));

        String delivery = planner.post(
                        "/api/v1/deliveries",
                        Map.of("operator", "Lake Operator", "model", "H800", "devices", 8, "expectedAt", SOON))
                .header("Location");
        assertThat(planner.get(path).text("/attainment/standing")).isEqualTo("ON_TRACK");

        planner.post(delivery + "/arrival", Map.of("countedAs", "DECLARED"));
        clock.advance(Duration.ofHours(1));
        history.sampleWhenDue();
        clock.advance(Duration.ofMinutes(5));
        assertThat(planner.get(path).text("/attainment/standing")).isEqualTo("MET_ON");
        assertThat(planner.get(path).text("/attainment/metOn")).isEqualTo("2026-03-02T09:00:00Z");
        assertThat(capacity().at("/targets/0/pflops").asDouble()).isEqualTo(10);
    }

    @Test
    @Order(5)
    void aPastTargetStaysReadable() {
        Map<String, Object> past = target("Hundred by then", "SCHEDULABLE", 100, "2025-12-31T16:00:00Z");
        assertThat(planner.post("/api/v1/targets", past).text("/attainment/standing"))
                .isEqualTo("MISSED_BY");

        past.put("name", "Hundred, reported");
        past.put("reportedValue", 90);
        Api.Answer reported = planner.post("/api/v1/targets", past);

        assertThat(reported.body().at("/attainment/missedBy").asDouble()).isEqualTo(10);
        assertThat(reported.text("/attainment/asOf")).isEqualTo("2025-12-31T16:00:00Z");
    }

    @Test
    @Order(6)
    void countsAreTargetsToo() {
        Map<String, Object> incubators = new HashMap<>(Map.of(
                "name", "Incubators", "scope", "CITY", "counted", "INCUBATOR", "atLeast", 3, "atMost", 5, "by", SOON));
        Api.Answer made = planner.post("/api/v1/targets", incubators);
        Map<String, Object> leased = new HashMap<>(incubators);
        leased.remove("counted");
        leased.put("level", "ALLOCATED");
        assertThat(planner.post("/api/v1/targets", leased).text("/errors/0/field"))
                .isEqualTo("atMost");
        assertThat(made.text("/attainment/standing")).isEqualTo("AT_RISK");
        assertThat(made.body().at("/attainment/figure").asInt()).isEqualTo(2);
        assertThat(made.body().get("basis").isNull()).isTrue();

        Tenancy.tenant(api, "third");

        assertThat(planner.get(made.header("Location")).text("/attainment/standing"))
                .isEqualTo("MET_ON");
        Map<String, Object> longAgo = new HashMap<>(incubators);
        longAgo.putAll(Map.of("name", "Incubators long ago", "atLeast", 1, "by", "2025-12-31T16:00:00Z"));
        Api.Answer missed = planner.post("/api/v1/targets", longAgo);
        assertThat(missed.text("/attainment/standing")).isEqualTo("MISSED_BY");
        assertThat(missed.body().at("/attainment/figure").asInt()).isZero();
        clock.advance(Duration.ofMinutes(1));
        assertThat(points(made, "until=2026-03-02T12:00:00Z"))
                .last()
                .satisfies(point -> assertThat(point.get("value").asInt()).isEqualTo(3));
        clock.advance(Duration.ofMinutes(-1));
    }

    @Test
    @Order(7)
    void aTenantsTargetIsItsOwn() {
        Map<String, Object> target = target("North's", "ALLOCATED", 1, SOON);
        target.put("scope", "TENANT");
        target.put("tenant", "north");
        Api.Answer made = planner.post("/api/v1/targets", target);
        assertThat(made.status()).as(made.raw().body()).isEqualTo(201);

        assertThat(api.asMemberOf(north).get(made.header("Location")).status()).isEqualTo(200);
        assertThat(api.asMemberOf(south).get(made.header("Location")).status()).isEqualTo(404);
        assertThat(names(api.asMemberOf(south))).doesNotContain("North's");
        assertThat(names(api.asMemberOf(north))).contains("North's", "Ten PFLOPS");
        assertThat(made.text("/attainment/standing")).isEqualTo("AT_RISK");
    }

    @Test
    @Order(7)
    void whatATenantWasGivenIsToldOverTime() {
        Map<String, Object> target = target("South's", "ALLOCATED", 1, SOON);
        target.put("scope", "TENANT");
        target.put("tenant", "south");
        String path = planner.post("/api/v1/targets", target).header("Location");
        int lake = jdbc.sql("select id from cluster where name = 'lake'")
                .query(Integer.class)
                .single();
        Instant now = clock.instant();
        Tenancy.running(
                jdbc,
                Tenancy.submitted(api.asMemberOf(south), Tenancy.job("south")),
                lake,
                now.minus(Duration.ofMinutes(90)));

        Api.Answer past = api.asMemberOf(south)
                .get("%s/history?from=%s&until=%s&step=PT1H".formatted(path, now.minus(Duration.ofHours(3)), now));

        assertThat(past.status()).as(past.raw().body()).isEqualTo(200);
        assertThat(past.body()
                        .get("points")
                        .valueStream()
                        .map(point -> point.get("value").asDouble()))
                .usingElementComparator(Comparator.comparingLong(figure -> Math.round(figure * 1e9)))
                .containsExactly(0.0, 4 * H800_PFLOPS, 8 * H800_PFLOPS);
        assertThat(past.body().get("atLeast").asDouble()).isEqualTo(1);
        assertThat(api.asMemberOf(north).get(path + "/history").status()).isEqualTo(404);
    }

    @Test
    @Order(8)
    void everythingWrongIsToldAtOnce() {
        Api.Answer target = planner.post(
                "/api/v1/targets", Map.of("scope", "COHORT", "level", "INSTALLED", "atLeast", 0, "by", "soon", "x", 1));
        Api.Answer declared = planner.post("/api/v1/declared-capacities", Map.of("operator", "O", "devices", 0));
        Api.Answer delivery = planner.post("/api/v1/deliveries", Map.of("devices", 1.5, "cluster", "nowhere"));

        assertThat(fields(target)).containsExactlyInAnyOrder("atLeast", "by", "name", "cohort", "level", "x");
        assertThat(fields(declared)).containsExactlyInAnyOrder("devices", "from", "site", "document", "model");
        assertThat(fields(delivery)).containsExactlyInAnyOrder("operator", "model", "devices", "expectedAt", "cluster");
    }

    @Test
    @Order(9)
    void theFunnelIsKeptOverTime() {
        clock.advance(Duration.ofHours(1));
        planner.post("/api/v1/declared-capacities", declared("dam", Map.of("pflops", 5)));
        history.sampleWhenDue();
        history.sampleWhenDue();

        JsonNode city = planner.get("/api/v1/capacity/history?step=PT15M&from=2026-03-02T08:30:00Z")
                .body();
        JsonNode operator = planner.get("/api/v1/capacity/history?of=OPERATOR&name=Lake%20Operator")
                .body();

        assertThat(city.get("points").size()).isEqualTo(2);
        assertThat(city.at("/points/0/installed").asDouble()).isEqualTo(16 * H800_PFLOPS, within(1e-6));
        assertThat(city.at("/points/1/installed").asDouble()).isEqualTo(16 * H800_PFLOPS + 5, within(1e-6));
        assertThat(city.at("/points/1/at").asString()).isEqualTo("2026-03-02T10:05:00Z");
        assertThat(city.at("/points/1/busy").isNull()).isTrue();
        assertThat(operator.at("/points/1/installed").asDouble()).isEqualTo(8 * H800_PFLOPS, within(1e-6));
        assertThat(planner.get("/api/v1/capacity/history?of=MODEL&name=H800")
                        .body()
                        .get("points")
                        .size())
                .isEqualTo(2);
        assertThat(planner.get("/api/v1/capacity/history?of=MODEL").text("/errors/0/field"))
                .isEqualTo("name");
        assertThat(planner.get("/api/v1/capacity/history?step=PT1S").text("/errors/0/field"))
                .isEqualTo("step");
    }

    @Test
    @Order(10)
    void changesAreInTheAudit() {
        assertThat(jdbc.sql("select distinct action from audit")
                        .query(String.class)
                        .list())
                .contains("target.create", "declared-capacity.update", "declared-capacity.delete", "delivery.arrive");
    }

    private List<JsonNode> points(Api.Answer target, String query) {
        return planner.get(target.header("Location") + "/history?" + query)
                .body()
                .get("points")
                .valueStream()
                .toList();
    }

    private JsonNode capacity() {
        return api.as(Role.VIEWER).get("/api/v1/capacity").body();
    }

    private static Map<String, Object> declared(String site, Map<String, Object> more) {
        Map<String, Object> declared = new HashMap<>(more);
        declared.put("operator", "Hill Operator");
        declared.put("site", site);
        declared.put("document", "letter of 1 March");
        declared.put("from", "2026-03-01T00:00:00Z");
        return declared;
    }

    private static Map<String, Object> target(String name, @Nullable String level, double pflops, String by) {
        Map<String, Object> target = new HashMap<>();
        target.put("name", name);
        target.put("scope", "CITY");
        target.put("level", level);
        target.put("atLeast", pflops);
        target.put("by", by);
        return target;
    }

    private static List<String> names(Api caller) {
        return caller.get("/api/v1/targets")
                .body()
                .get("items")
                .valueStream()
                .map(item -> item.get("name").asString())
                .toList();
    }

    private static List<String> fields(Api.Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        return answer.body()
                .get("errors")
                .valueStream()
                .map(error -> error.get("field").asString())
                .toList();
    }
}
