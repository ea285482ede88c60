package io.exaplan.server.views;

import static io.exaplan.server.Tenancy.job;
import static io.exaplan.server.Tenancy.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.Api;
import io.exaplan.server.MutableClock;
import io.exaplan.server.ServerTest;
import io.exaplan.server.security.Role;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Each test has tenants of a kind and sector nobody else is of. */
@ServerTest
@TestPropertySource(properties = "exaplan.views.prediction-patience=0s")
class JobWaitsTest {
    private final Api api;
    private final JdbcClient sql;
    private final MutableClock clock;
    private final String name = UUID.randomUUID().toString();
    private int farm;

    JobWaitsTest(Api api, JdbcClient sql, MutableClock clock) {
        this.api = api;
        this.sql = sql;
        this.clock = clock;
    }

    @BeforeEach
    void aFarmAndABank() {
        sql.sql("update job set state = 'CANCELLED'").update();
        sql.sql("delete from run").update();
        farm = tenant("farm-" + name, "AGRICULTURE");
        tenant("bank-" + name, "FINANCE");
    }

    @Test
    void countsTheQueueByKindAndSector() {
        submitted(api.as(Role.ADMIN), job("farm-" + name));
        submitted(api.as(Role.ADMIN), job("farm-" + name));
        submitted(api.as(Role.ADMIN), job("bank-" + name));

        JsonNode waits = api.as(Role.VIEWER).get("/api/v1/jobs/waits").body();

        JsonNode farms = group(waits, "AGRICULTURE");
        assertThat(farms.get("kind").asString()).isEqualTo("ENABLING_CENTRE");
        assertThat(farms.get("waiting").asLong()).isEqualTo(2);
        assertThat(farms.get("withoutStart").asLong()).isEqualTo(2);
        assertThat(farms.get("meanPredictedWaitSeconds").isNull()).isTrue();
        assertThat(farms.get("medianWaitSeconds").isNull()).isTrue();
        assertThat(group(waits, "FINANCE").get("waiting").asLong()).isEqualTo(1);
    }

    @Test
    void tellsHowLongThoseWaitedThatStartedWithinADay() {
        started(Duration.ofHours(1), Duration.ofMinutes(10));
        started(Duration.ofHours(2), Duration.ofMinutes(20));
        started(Duration.ofHours(3), Duration.ofMinutes(30));
        started(Duration.ofHours(30), Duration.ofHours(20));

        JsonNode farms = group(api.as(Role.PLANNER).get("/api/v1/jobs/waits").body(), "AGRICULTURE");

        // 10, 20 and 30 minutes; the one of the day before is not counted
        assertThat(farms.get("started").asLong()).isEqualTo(3);
        assertThat(farms.get("medianWaitSeconds").asDouble()).isEqualTo(20 * 60);
        // nine tenths between the second and the third: 20 + 0.8 x 10
        assertThat(farms.get("ninthDecileWaitSeconds").asDouble()).isEqualTo(28 * 60);
    }

    @Test
    void tellsAMemberOfItsOwnTenantOnly() {
        submitted(api.as(Role.ADMIN), job("farm-" + name));
        submitted(api.as(Role.ADMIN), job("bank-" + name));

        JsonNode waits = api.asMemberOf(farm).get("/api/v1/jobs/waits").body();

        assertThat(waits.get("groups")).hasSize(1);
        assertThat(group(waits, "AGRICULTURE").get("waiting").asLong()).isEqualTo(1);
    }

    private int tenant(String called, String sector) {
        Api.Answer made = api.as(Role.ADMIN)
                .post("/api/v1/tenants", Map.of("name", called, "kind", "ENABLING_CENTRE", "sector", sector));
        assertThat(made.status()).as(made.raw().body()).isEqualTo(201);
        return made.body().get("id").asInt();
    }

    /** A job whose first run started so long ago, after such a wait. */
    private void started(Duration ago, Duration waited) {
        long job = submitted(api.as(Role.ADMIN), job("farm-" + name));
        sql.sql("update job set state = 'SUCCEEDED', plan_submitted = :submitted where id = :job")
                .param("submitted", clock.instant().minus(ago).minus(waited).atOffset(ZoneOffset.UTC))
                .param("job", job)
                .update();
        sql.sql("""
                        with plan as (insert into plan (leader_epoch, plan_time, cause, score_hard, score_medium, score_soft, kpis, receipt)
                                      values (1, now(), 'test', 0, 0, 0, '{}', '{}') returning version),
                             site as (insert into cluster (name, operator) values (gen_random_uuid()::text, 'Grid') returning id),
                             part as (insert into partition (cluster_id, name, accelerator_model, devices_per_node)
                                      select id, 'p', 'H800', 8 from site returning id, cluster_id)
                        insert into run (id, job_id, attempt, cluster_id, partition_id, state, width, spec, leader_epoch,
                                         plan_version, plan_leased, plan_started)
                        select gen_random_uuid(), :job, 1, part.cluster_id, part.id, 'SUCCEEDED', 1, '{}', 1, plan.version,
                               :started, :started
                        from plan, part""")
                .param("job", job)
                .param("started", clock.instant().minus(ago).atOffset(ZoneOffset.UTC))
                .update();
    }

    private static JsonNode group(JsonNode waits, String sector) {
        return StreamSupport.stream(waits.get("groups").spliterator(), false)
                .filter(group -> group.get("sector").asString().equals(sector))
                .findFirst()
                .orElseThrow();
    }
}
