package io.exaplan.server.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exaplan.server.Api;
import io.exaplan.server.MutableClock;
import io.exaplan.server.ServerTest;
import io.exaplan.server.Tenancy;
import io.exaplan.server.security.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Reservations, budgets and datasets at the API: a lake and a hill, tenants north and south. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(properties = "exaplan.views.prediction-patience=0s")
class RulesApiTest {

    private final Api api;
    private final Api planner;
    private final JdbcClient jdbc;
    private final MutableClock clock;
    private int north;
    private int south;
    private int lake;
    private int hill;

    RulesApiTest(Api api, JdbcClient jdbc, MutableClock clock) {
        this.api = api;
        this.planner = api.as(Role.PLANNER);
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeAll
    void aLakeAndAHill() {
        north = Tenancy.tenant(api, "north");
        south = Tenancy.tenant(api, "south");
        lake = cluster("lake");
        hill = cluster("hill");
        jdbc.sql("""
                        insert into partition (cluster_id, name, accelerator_model, devices_per_node)
                        values (:lake, 'h800', 'H800', 8)
                        """).param("lake", lake).update();
    }

    @Test
    void operatorsReserveOnTheirOwnClusterAndChangeOnlyWhatTheyRead() {
        Api operator = api.asClusterAdminOf(lake);
        Map<String, Object> nightly = new HashMap<>(Map.of(
                "cluster", "lake",
                "partition", "h800",
                "devices", 8,
                "start", "2026-03-02T14:00:00Z",
                "end", "2026-03-02T16:00:00Z",
                "recurrence", Map.of("frequency", "DAILY")));
        Api.Answer made = operator.post("/api/v1/reservations", nightly);
        assertThat(made.status()).as(made.raw().body()).isEqualTo(201);
        assertThat(made.body().get("next").size()).isEqualTo(10);
        assertThat(made.text("/next/1/from")).isEqualTo("2026-03-03T14:00:00Z");
        String path = made.header("Location");

        nightly.put("tenant", "north");
        assertThat(operator.put(path, nightly).status()).isEqualTo(428);
        Api.Answer changed =
                operator.put(path, nightly, "If-Match", made.header("ETag").isEmpty() ? "\"1\"" : made.header("ETag"));
        assertThat(changed.text("/tenant")).isEqualTo("north");
        assertThat(operator.put(path, nightly, "If-Match", "\"1\"").status()).isEqualTo(412);

        assertThat(api.asMemberOf(north).get(path).status()).isEqualTo(200);
        assertThat(api.asMemberOf(south).get(path).status()).isEqualTo(404);
        assertThat(api.asClusterAdminOf(hill).get(path).status()).isEqualTo(404);
        assertThat(api.asClusterAdminOf(hill)
                        .post("/api/v1/reservations", nightly)
                        .text("/errors/0/field"))
                .isEqualTo("cluster");
        assertThat(operator.delete(path).status()).isEqualTo(204);
    }

    @Test
    void reservationsThatCannotBeAreRefusedWithEverythingThatIsWrong() {
        Api.Answer answer = planner.post(
                "/api/v1/reservations",
                Map.of(
                        "cluster", "nowhere",
                        "tenant", "nobody",
                        "devices", 0,
                        "nodes", 2,
                        "start", "2026-03-02T14:00:00Z",
                        "end", "2026-03-03T15:00:00Z",
                        "recurrence", Map.of("frequency", "DAILY", "weekdays", List.of("MONDAY"))));

        assertThat(answer.body()
                        .get("errors")
                        .valueStream()
                        .map(error -> error.get("field").asString()))
                .containsExactlyInAnyOrder("cluster", "tenant", "devices", "recurrence.weekdays", "partition", "end");
    }

    @Test
    void anEndOfComingBackBeforeTheBeginIsToldByItsOwnName() {
        Api.Answer answer = planner.post(
                "/api/v1/reservations",
                Map.of(
                        "cluster", "north",
                        "start", "2026-03-02T14:00:00Z",
                        "end", "2026-03-02T15:00:00Z",
                        "recurrence", Map.of("frequency", "DAILY", "until", "2026-03-01T00:00:00Z")));

        assertThat(answer.body()
                        .get("errors")
                        .valueStream()
                        .filter(error -> error.get("field").asString().startsWith("recurrence"))
                        .map(error -> error.get("field").asString() + " "
                                + error.get("value").asString()))
                .containsExactly("recurrence.until 2026-03-01T00:00:00Z");
    }

    @Test
    void aBudgetTellsWhatRunsTookOfIt() {
        Map<String, Object> march = Map.of("tenant", "north", "window", "2026-03", "pflopsDays", 100);
        Api.Answer made = planner.post("/api/v1/budgets", march);
        assertThat(made.status()).as(made.raw().body()).isEqualTo(201);
        assertThat(made.text("/from")).isEqualTo("2026-02-28T16:00:00Z");
        assertThat(made.text("/until")).isEqualTo("2026-03-31T16:00:00Z");
        assertThat(made.body().get("consumedPflopsDays").asDouble()).isZero();

        Instant begun = MutableClock.START.minus(Duration.ofHours(12));
        run(begun);

        // 8 x 0.989 PFLOPS for half a day
        assertThat(planner.get(made.header("Location"))
                        .body()
                        .get("consumedPflopsDays")
                        .asDouble())
                .isEqualTo(8 * 0.989 / 2, within(1e-6));
        assertThat(api.asMemberOf(south).get(made.header("Location")).status()).isEqualTo(404);
        assertThat(api.asMemberOf(south)
                        .get("/api/v1/budgets")
                        .body()
                        .get("items")
                        .isEmpty())
                .isTrue();
        assertThat(planner.post("/api/v1/budgets", march).text("/type")).isEqualTo("urn:exaplan:problem:budget-exists");
        assertThat(planner.put(made.header("Location"), Map.of("pflopsDays", 50), "If-Match", "\"1\"")
                        .body()
                        .get("pflopsDays")
                        .asDouble())
                .isEqualTo(50);
        assertThat(planner.post("/api/v1/budgets", Map.of("tenant", "north", "window", "2026-Q5"))
                        .body()
                        .get("errors")
                        .valueStream()
                        .map(error -> error.get("field").asString()))
                .containsExactlyInAnyOrder("window", "pflopsDays");
    }

    @Test
    void aDatasetIsReadByWhomItIsGrantedTo() {
        Map<String, Object> scans = new HashMap<>(Map.of(
                "name", "north.scans",
                "sector", "MEDICAL",
                "steward", "Clinic",
                "licence", "for research",
                "sizeGib", 500,
                "classification", "CONFIDENTIAL",
                "residency", List.of("lake"),
                "replicas", Map.of("lake", "pvc/scans")));
        Api.Answer made = api.asMemberOf(north).post("/api/v1/datasets", scans);
        assertThat(made.status()).as(made.raw().body()).isEqualTo(201);
        assertThat(made.text("/owner")).isEqualTo("north");
        String path = made.header("Location");
        Map<String, Object> job = Tenancy.job("south");
        job.put("datasets", List.of("north.scans"));
        assertThat(api.asMemberOf(south).get(path).status()).isEqualTo(404);
        assertThat(api.asMemberOf(south).post("/api/v1/jobs", job).text("/errors/0/field"))
                .isEqualTo("datasets[0]");

        scans.put("grants", List.of("south"));
        assertThat(api.asMemberOf(north).put(path, scans, "If-Match", "\"1\"").status())
                .isEqualTo(200);

        assertThat(api.asMemberOf(south).get(path).text("/owner")).isEmpty();
        Api.Answer taken = api.asMemberOf(south).post("/api/v1/jobs", job);
        assertThat(taken.status()).as(taken.raw().body()).isEqualTo(201);
        assertThat(taken.text("/spec/datasets/0")).isEqualTo("north.scans");
        assertThat(api.asMemberOf(south).put(path, scans, "If-Match", "\"2\"").status())
                .isEqualTo(403);
        assertThat(planner.delete(path).text("/type")).isEqualTo("urn:exaplan:problem:in-use");
    }

    @Test
    void namesAndGrantsOfDatasetsTellNothingOfOthers() {
        Tenancy.tenant(api, "guest");
        assertThat(api.asMemberOf(north)
                        .post("/api/v1/datasets", corpus("north.hidden", List.of()))
                        .status())
                .isEqualTo(201);

        Api.Answer there = api.asMemberOf(south).post("/api/v1/datasets", corpus("north.hidden", List.of()));
        Api.Answer notThere = api.asMemberOf(south).post("/api/v1/datasets", corpus("north.nothing", List.of()));
        Api.Answer deeper = api.asMemberOf(south).post("/api/v1/datasets", corpus("south.a.b", List.of()));
        Api.Answer granted =
                api.asMemberOf(south).post("/api/v1/datasets", corpus("south.open", List.of("guest", "nobody")));

        assertThat(there.status()).isEqualTo(notThere.status()).isEqualTo(400);
        assertThat(there.text("/errors/0/message"))
                .isEqualTo(notThere.text("/errors/0/message"))
                .contains("south.");
        assertThat(deeper.text("/errors/0/field")).isEqualTo("name");
        assertThat(granted.status()).as(granted.raw().body()).isEqualTo(201);
        assertThat(granted.body().get("grants").toString()).isEqualTo("[\"guest\",\"nobody\"]");
        assertThat(planner.post("/api/v1/datasets", corpus("any", List.of("nobody")))
                        .text("/errors/0/field"))
                .isEqualTo("grants[0]");
        Map<String, Object> taken = corpus("north.of-south", List.of());
        taken.put("owner", "south");
        assertThat(planner.post("/api/v1/datasets", taken).text("/errors/0/field"))
                .isEqualTo("name");
        String guest = planner.get("/api/v1/tenants?name=guest").text("/items/0/id");
        assertThat(planner.delete("/api/v1/tenants/" + guest).text("/type")).endsWith("in-use");
    }

    private static Map<String, Object> corpus(String name, List<String> grants) {
        return new HashMap<>(Map.of(
                "name", name,
                "sector", "OTHER",
                "steward", "library",
                "licence", "none",
                "sizeGib", 1,
                "classification", "INTERNAL",
                "grants", grants));
    }

    @Test
    void datasetsAreRefusedWithEverythingThatIsWrong() {
        Api.Answer answer = planner.post(
                "/api/v1/datasets",
                Map.of(
                        "name",
                        "x y",
                        "sector",
                        "CIRCUS",
                        "sizeGib",
                        -1,
                        "grants",
                        List.of("nobody"),
                        "residency",
                        List.of("lake"),
                        "replicas",
                        Map.of("hill", "/data")));

        assertThat(answer.body()
                        .get("errors")
                        .valueStream()
                        .map(error -> error.get("field").asString()))
                .containsExactlyInAnyOrder(
                        "name", "sector", "sizeGib", "grants[0]", "replicas", "steward", "licence", "classification");
    }

    private int cluster(String name) {
        return jdbc.sql("insert into cluster (name, operator) values (:name, 'Grid') returning id")
                .param("name", name)
                .query(Integer.class)
                .single();
    }

    /** Eight devices that run since. */
    private void run(Instant begun) {
        Tenancy.running(jdbc, Tenancy.submitted(api.asMemberOf(north), Tenancy.job("north")), lake, begun);
        assertThat(clock.instant()).isAfter(begun);
    }
}
