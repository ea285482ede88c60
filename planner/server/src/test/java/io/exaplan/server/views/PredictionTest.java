package io.exaplan.server.views;

import static io.exaplan.server.Tenancy.job;
import static io.exaplan.server.Tenancy.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.Api;
import io.exaplan.server.ServerTest;
import io.exaplan.server.Tenancy;
import io.exaplan.server.security.Role;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What is said of a job whose last run gave way, before the plan has looked at it: on a server that does not lead. */
@ServerTest
@TestPropertySource(properties = {"exaplan.planning.leadership.enabled=false", "exaplan.views.prediction-patience=0s"})
class PredictionTest {
    private final Api api;
    private final JdbcClient sql;
    private final String name = UUID.randomUUID().toString();

    PredictionTest(Api api, JdbcClient sql) {
        this.api = api.as(Role.PLANNER);
        this.sql = sql;
    }

    @Test
    void thePlaceOfTheLastRunPredictsNothing() {
        Tenancy.tenant(api.as(Role.ADMIN), name);
        long job = submitted(api.as(Role.ADMIN), job(name));
        placed(job);

        assertThat(view(job).at("/evaluated").asBoolean()).isFalse();
        assertThat(view(job).at("/predicted").isNull()).isTrue();
        assertThat(listed().at("/predictedStart").isNull()).isTrue();
        assertThat(listed().at("/conditions/0/type").asString()).isEqualTo("PendingEvaluation");
        JsonNode explanation = api.get("/api/v1/jobs/" + job + "/explanation").body();
        assertThat(explanation.at("/predicted").isNull()).isTrue();
        assertThat(explanation.at("/blockers/0/type").asString()).isEqualTo("PendingEvaluation");

        sql.sql("update job set planned_revision = revision where id = :job")
                .param("job", job)
                .update();

        assertThat(view(job).at("/evaluated").asBoolean()).isTrue();
        assertThat(view(job).at("/predicted/start").asString()).isEqualTo("2026-03-05T08:00:00Z");
        assertThat(listed().at("/predictedStart").asString()).isEqualTo("2026-03-05T08:00:00Z");
    }

    private JsonNode view(long job) {
        return api.get("/api/v1/jobs/" + job).body();
    }

    private JsonNode listed() {
        return api.get("/api/v1/jobs?tenant=" + name).body().at("/items/0");
    }

    private void placed(long job) {
        sql.sql("""
                        with plan as (insert into plan (leader_epoch, plan_time, cause, score_hard, score_medium, score_soft, kpis, receipt)
                                      values (1, now(), 'test', 0, 0, 0, '{}', '{}') returning version),
                             site as (insert into cluster (name, operator) values (:name, 'Grid') returning id),
                             part as (insert into partition (cluster_id, name, accelerator_model, devices_per_node)
                                      select id, 'p', 'H800', 8 from site returning id)
                        insert into allocation (job_id, partition_id, plan_start, width, version, revision)
                        select :job, part.id, timestamptz '2026-03-05T08:00:00Z', 1, plan.version, 1 from plan, part""").param("name", name).param("job", job).update();
    }
}
