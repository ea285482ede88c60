package io.exaplan.server.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exaplan.server.Api;
import io.exaplan.server.MutableClock;
import io.exaplan.server.ServerTest;
import io.exaplan.server.Tenancy;
import io.exaplan.server.inventory.ClusterChanged;
import io.exaplan.server.security.Role;
import io.exaplan.server.web.Changes;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** The plan obeys what people say at the API. Each test has a cluster with one node of eight devices of a model of its own. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(
        properties = {
            "exaplan.planning.reread-quotas=200ms",
            "exaplan.planning.improvement.period=500ms",
            "exaplan.planning.improvement.wall=2s",
            "exaplan.views.prediction-patience=20s",
            "exaplan.inventory.stale-after=999d",
            "exaplan.inventory.lost-after=9999d"
        })
class RulesInThePlanTest {

    private final Api api;
    private final Api planner;
    private final JdbcClient jdbc;
    private final Changes changes;
    private final MutableClock clock;
    private int made;
    private int clusterId;
    private String cluster = "";
    private String north = "";
    private String south = "";
    private String model = "";

    RulesInThePlanTest(Api api, JdbcClient jdbc, Changes changes, MutableClock clock) {
        this.api = api;
        this.planner = api.as(Role.PLANNER);
        this.jdbc = jdbc;
        this.changes = changes;
        this.clock = clock;
    }

    @BeforeEach
    void aClusterAndTwoTenants() {
        made++;
        cluster = "lake" + made;
        north = "north" + made;
        south = "south" + made;
        model = "Abacus-" + made;
        Tenancy.tenant(api, north);
        Tenancy.tenant(api, south);
        clusterId = jdbc.sql("""
                        with lake as (insert into cluster (name, operator, freshness, last_sync_at)
                                      values (:name, 'Grid', 'FRESH', :now) returning id),
                             part as (insert into partition (cluster_id, name, accelerator_model, devices_per_node)
                                      select id, 'devices', :model, 8 from lake returning id, cluster_id),
                             node as (insert into node (cluster_id, partition_id, name, accelerator_model, nominal_devices,
                                                        cpu_milli, memory_mib, ready, cordoned)
                                      select cluster_id, id, 'n1', :model, 8, 128000, 1048576, true, false from part)
                        select id from lake
                        """)
                .param("name", cluster)
                .param("model", model)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
        changes.publishAfterCommit(new ClusterChanged(clusterId));
    }

    @Test
    void aReservationMovesAnotherTenantsJob() {
        long later = submitted(job(north, "2026-03-02T10:00:00Z"));
        assertThat(start(later)).isEqualTo("2026-03-02T10:00:00Z");

        Api.Answer reserved = planner.post(
                "/api/v1/reservations",
                Map.of(
                        "cluster",
                        cluster,
                        "tenant",
                        south,
                        "start",
                        "2026-03-02T09:00:00Z",
                        "end",
                        "2026-03-02T16:00:00Z"));
        assertThat(reserved.status()).as(reserved.raw().body()).isEqualTo(201);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(start(later)).isEqualTo("2026-03-02T16:00:00Z"));
        long own = submitted(job(south, "2026-03-02T10:00:00Z"));
        assertThat(start(own)).isEqualTo("2026-03-02T10:00:00Z");
    }

    @Test
    void nodesThatComeAfterAReservationOfTheirClusterAreKeptFromTheFirst() {
        Api.Answer reserved = planner.post(
                "/api/v1/reservations",
                Map.of("cluster", cluster, "start", "2026-03-02T09:00:00Z", "end", "2026-03-02T16:00:00Z"));
        assertThat(reserved.status()).as(reserved.raw().body()).isEqualTo(201);
        long known = submitted(job(north, "2026-03-02T10:00:00Z"));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(start(known)).isEqualTo("2026-03-02T16:00:00Z"));

        jdbc.sql("""
                        with part as (insert into partition (cluster_id, name, accelerator_model, devices_per_node)
                                      values (:cluster, 'more', :model, 8) returning id)
                        insert into node (cluster_id, partition_id, name, accelerator_model, nominal_devices, cpu_milli,
                                          memory_mib, ready, cordoned)
                        select :cluster, id, 'n2', :model, 8, 128000, 1048576, true, false from part""").param("cluster", clusterId).param("model", model).update();
        changes.publishAfterCommit(new ClusterChanged(clusterId));

        // The first job fills the old node from the end of the reservation on: this one stands on the new node.
        long other = submitted(job(north, "2026-03-02T10:00:00Z"));
        assertThat(start(other)).isEqualTo("2026-03-02T16:00:00Z");
    }

    @Test
    void whatIsGivenBackIsUsedAgain() {
        String path = planner.post("/api/v1/reservations", Map.of("cluster", cluster, "start", "2026-03-02T00:00:00Z"))
                .header("Location");
        long closed = submitted(job(north, "2026-03-02T10:00:00Z"));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(start(closed)).isEmpty());

        planner.delete(path);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(start(closed)).isEqualTo("2026-03-02T10:00:00Z"));
    }

    @Test
    void aJobThatExceedsItsTenantsBudgetWaitsUntilThereIsMore() {
        // 8 x 0.989 PFLOPS for 4 hours are 1.32 PFLOPS-days
        Api.Answer budget =
                planner.post("/api/v1/budgets", Map.of("tenant", north, "window", "2026-03", "pflopsDays", 1));
        assertThat(budget.status()).as(budget.raw().body()).isEqualTo(201);
        becomesOfKnownFlops("H800");
        long own = submitted(job(north, "2026-03-02T10:00:00Z"));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                planner.get("/api/v1/jobs/" + own).raw().body())
                        .contains("BudgetExhausted"));
        assertThat(start(own)).isEmpty();

        assertThat(planner.put(budget.header("Location"), Map.of("pflopsDays", 2), "If-Match", "\"1\"")
                        .status())
                .isEqualTo(200);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(start(own)).isEqualTo("2026-03-02T10:00:00Z"));
    }

    @Test
    void aJobStartsOnlyWhereItsDataMayBeReadAndByWhom() {
        String other = "hill" + made;
        jdbc.sql("insert into cluster (name, operator) values (:name, 'Grid')")
                .param("name", other)
                .update();
        Map<String, Object> scans = new HashMap<>(Map.of(
                "name",
                "scans" + made,
                "sector",
                "MEDICAL",
                "steward",
                "Clinic",
                "licence",
                "for research",
                "sizeGib",
                1,
                "classification",
                "INTERNAL",
                "grants",
                List.of(north),
                "residency",
                List.of(cluster)));
        String path = planner.post("/api/v1/datasets", scans).header("Location");
        Map<String, Object> reading = job(north, "2026-03-02T10:00:00Z");
        reading.put("datasets", List.of("scans" + made));
        long own = submitted(reading);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(start(own)).isEqualTo("2026-03-02T10:00:00Z"));

        scans.put("residency", List.of(other));
        change(path, scans);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(start(own)).isEmpty());

        scans.put("residency", List.of());
        change(path, scans);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(start(own)).isNotEmpty());

        scans.put("grants", List.of());
        change(path, scans);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(start(own)).isEmpty());
    }

    /** In plan time the two jobs want the same four hours; who submitted first has them until the promise is made. */
    @Test
    void aTargetBringsForwardTheWorkThatMeetsIt() {
        becomesOfKnownFlops("H100");
        long first = submitted(job(north, "2026-03-03T08:00:00Z"));
        long promised = submitted(job(south, "2026-03-03T08:00:00Z"));
        assertThat(start(first)).isEqualTo("2026-03-03T08:00:00Z");
        assertThat(start(promised)).isEqualTo("2026-03-03T12:00:00Z");

        Api.Answer target = planner.post(
                "/api/v1/targets",
                Map.of(
                        "name",
                        "A morning for " + south,
                        "scope",
                        "TENANT",
                        "tenant",
                        south,
                        "level",
                        "ALLOCATED",
                        "atLeast",
                        1,
                        "from",
                        "2026-03-03T08:00:00Z",
                        "by",
                        "2026-03-03T12:00:00Z"));
        assertThat(target.status()).as(target.raw().body()).isEqualTo(201);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(start(promised)).isEqualTo("2026-03-03T08:00:00Z"));
        assertThat(start(first)).isEqualTo("2026-03-03T12:00:00Z");
        assertThat(planner.get("/api/v1/jobs/%d/moved-starts".formatted(first)).text("/items/0/reason"))
                .isEqualTo("IMPROVED");
    }

    private void becomesOfKnownFlops(String known) {
        for (String table : List.of("partition", "node")) {
            jdbc.sql("update %s set accelerator_model = :known where accelerator_model = :model".formatted(table))
                    .param("known", known)
                    .param("model", model)
                    .update();
        }
        model = known;
        changes.publishAfterCommit(new ClusterChanged(clusterId));
    }

    private void change(String path, Map<String, Object> dataset) {
        Api.Answer changed =
                planner.put(path, dataset, "If-Match", planner.get(path).header("ETag"));
        assertThat(changed.status()).as(changed.raw().body()).isEqualTo(200);
    }

    private Map<String, Object> job(String tenant, String earliest) {
        Map<String, Object> job = new HashMap<>(Tenancy.job(tenant));
        job.put("earliestStart", earliest);
        job.put("accelerators", Map.of("models", List.of(model)));
        return job;
    }

    private long submitted(Map<String, Object> job) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                planner.post("/api/v1/jobs?dryRun=true", job).status())
                        .isEqualTo(200));
        return Tenancy.submitted(planner, job);
    }

    private String start(long job) {
        return planner.get("/api/v1/jobs/" + job).text("/predicted/start");
    }
}
