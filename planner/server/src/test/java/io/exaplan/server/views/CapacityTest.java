package io.exaplan.server.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.exaplan.server.Api;
import io.exaplan.server.MutableClock;
import io.exaplan.server.ServerTest;
import io.exaplan.server.Tenancy;
import io.exaplan.server.inventory.ClusterChanged;
import io.exaplan.server.security.Role;
import io.exaplan.server.web.Changes;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A lake with three H800 nodes, one of them cordoned, and a node of a model nobody knows; no agent takes anything up. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(
        properties = {
            "exaplan.views.capacity-max-age=0s",
            "exaplan.views.gauges=200ms",
            "exaplan.views.prediction-patience=20s"
        })
class CapacityTest {

    private static final double H800_PFLOPS = 0.989;

    private final Api api;
    private final JdbcClient jdbc;
    private final Changes changes;
    private final MutableClock clock;
    private int cluster;

    CapacityTest(Api api, JdbcClient jdbc, Changes changes, MutableClock clock) {
        this.api = api;
        this.jdbc = jdbc;
        this.changes = changes;
        this.clock = clock;
    }

    @BeforeAll
    void aLake() {
        Tenancy.tenant(api, "north");
        cluster = jdbc.sql("""
                        insert into cluster (name, operator, freshness, last_sync_at)
                        values ('lake', 'Lake Operator', 'FRESH', :now) returning id
                        """).param("now", now()).query(Integer.class).single();
        int h800 = partition("h800", "H800");
        int other = partition("g2", "Abacus-9");
        node(h800, "n1", "H800", false, 0.5);
        node(h800, "n2", "H800", false, null);
        node(h800, "n3", "H800", true, null);
        node(other, "n4", "Abacus-9", false, null);
        changes.publishAfterCommit(new ClusterChanged(cluster));
    }

    @Test
    void countsEachDeviceOnceAndSaysWhatItDoesNotKnow() {
        JsonNode capacity = api.as(Role.VIEWER).get("/api/v1/capacity").body();

        assertThat(capacity.at("/basis/precision").asString()).isEqualTo("FP16/BF16");
        assertThat(capacity.at("/city/declared").isNull()).isTrue();
        assertThat(capacity.at("/city/installed/milliDevices").asLong()).isEqualTo(32_000);
        assertThat(capacity.at("/city/installed/unknownFlopsMilliDevices").asLong())
                .isEqualTo(8_000);
        assertThat(capacity.at("/city/installed/pflops").asDouble()).isEqualTo(24 * H800_PFLOPS, within(1e-6));
        assertThat(capacity.at("/city/schedulable/milliDevices").asLong()).isEqualTo(24_000);
        // n1 is half busy, and the only one measured
        assertThat(capacity.at("/city/busy/pflops").asDouble()).isEqualTo(4 * H800_PFLOPS, within(1e-6));
        assertThat(capacity.at("/city/busy/coveredDevices").asLong()).isEqualTo(8);
        assertThat(capacity.at("/models/0/vendor").isNull()).isTrue();
        assertThat(capacity.at("/models/1/funnel/installed/milliDevices").asLong())
                .isEqualTo(24_000);
        assertThat(capacity.at("/clusters/0/nodes").asLong()).isEqualTo(4);
    }

    @Test
    void theFunnelIsThereForPrometheus() {
        Api viewer = api.as(Role.VIEWER);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                viewer.get("/actuator/prometheus").raw().body().lines())
                        .contains("exaplan_capacity_flops{cluster=\"lake\",level=\"installed\"} 2.3736E16")
                        .contains("exaplan_capacity_flops{cluster=\"lake\",level=\"busy\"} 3.956E15")
                        .contains("exaplan_capacity_devices{cluster=\"lake\",level=\"installed\"} 32.0")
                        .contains("exaplan_capacity_devices{cluster=\"lake\",level=\"busy\"} 4.0"));
    }

    @Test
    void tellsASubmissionAtOnceWhenAndWhereItWillRun() {
        Map<String, Object> job = Tenancy.job("north");
        job.put("accelerators", Map.of("models", List.of("Abacus-9")));
        Api planner = api.as(Role.PLANNER);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Api.Answer preview = planner.post("/api/v1/jobs?dryRun=true", job);
            assertThat(preview.status()).isEqualTo(200);
            assertThat(preview.text("/predicted/partition")).isEqualTo("g2");
        });
        assertThat(planner.get("/api/v1/jobs?tenant=north").body().get("items").isEmpty())
                .isTrue();

        Api.Answer taken = planner.post("/api/v1/jobs", job);

        assertThat(taken.status()).isEqualTo(201);
        assertThat(taken.body().get("evaluated").asBoolean()).isTrue();
        assertThat(taken.text("/predicted/cluster")).isEqualTo("lake");
        assertThat(taken.text("/predicted/start")).isEqualTo("2026-03-02T08:00:00Z");
        assertThat(taken.text("/predicted/end")).isEqualTo("2026-03-02T12:00:00Z");
        await().untilAsserted(() -> assertThat(api.as(Role.VIEWER)
                        .get("/api/v1/capacity")
                        .body()
                        .at("/city/allocated/milliDevices")
                        .asLong())
                .isEqualTo(8_000));
        assertThat(api.as(Role.VIEWER)
                        .get("/api/v1/partitions?cluster=lake")
                        .body()
                        .get("items"))
                .anySatisfy(partition -> {
                    assertThat(partition.get("name").asString()).isEqualTo("g2");
                    assertThat(partition.get("wholeNodes").asInt()).isEqualTo(1);
                    assertThat(partition.get("freeWholeNodes").asInt()).isZero();
                })
                .anySatisfy(partition ->
                        assertThat(partition.get("freeWholeNodes").asInt()).isEqualTo(2));
    }

    private int partition(String name, String model) {
        return jdbc.sql("""
                        insert into partition (cluster_id, name, accelerator_model, devices_per_node)
                        values (:cluster, :name, :model, 8) returning id
                        """)
                .param("cluster", cluster)
                .param("name", name)
                .param("model", model)
                .query(Integer.class)
                .single();
    }

    private void node(int partition, String name, String model, boolean cordoned, @Nullable Double busy) {
        jdbc.sql("""
                        insert into node (cluster_id, partition_id, name, accelerator_model, nominal_devices, cpu_milli,
                                          memory_mib, ready, cordoned, busy_fraction, usage_at)
                        values (:cluster, :partition, :name, :model, 8, 128000, 1048576, true, :cordoned, :busy, :now)
                        """)
                .param("cluster", cluster)
                .param("partition", partition)
                .param("name", name)
                .param("model", model)
                .param("cordoned", cordoned)
                .param("busy", busy)
                .param("now", now())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
