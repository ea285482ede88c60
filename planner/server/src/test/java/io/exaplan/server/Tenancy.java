package io.exaplan.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.security.Role;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tenants and jobs for tests that need some. */
public final class Tenancy {

    private Tenancy() {}

    /** Makes a tenant and answers its id. */
    public static int tenant(Api api, String name) {
        Api.Answer made = api.as(Role.ADMIN)
                .post("/api/v1/tenants", Map.of("name", name, "kind", "INCUBATOR", "sector", "OTHER"));
        assertThat(made.status()).as(made.raw().body()).isEqualTo(201);
        return made.body().get("id").asInt();
    }

    /** The smallest job there is, for a test to put more into. */
    public static Map<String, Object> job(String tenant) {
        Map<String, Object> job = new LinkedHashMap<>();
        job.put("name", "train");
        job.put("tenant", tenant);
        job.put("kind", "TRAINING");
        job.put("worker", Map.of("milliDevices", 8000));
        job.put("expectedDuration", "PT4H");
        return job;
    }

    /** Submits a job and answers its id. */
    public static long submitted(Api api, Map<String, Object> job) {
        Api.Answer made = api.post("/api/v1/jobs", job);
        assertThat(made.status()).as(made.raw().body()).isEqualTo(201);
        return made.body().get("id").asLong();
    }

    /** A job runs since, on eight devices of a cluster's one partition. */
    public static void running(JdbcClient jdbc, long job, int cluster, Instant begun) {
        jdbc.sql("update job set state = 'ACTIVE' where id = :job")
                .param("job", job)
                .update();
        jdbc.sql("""
                        with version as (insert into plan (leader_epoch, plan_time, cause, score_hard, score_medium, score_soft,
                                                           kpis, receipt)
                                         values (1, now(), 'test', 0, 0, 0, '{}', '{}') returning version)
                        insert into run (id, job_id, attempt, cluster_id, partition_id, state, width, spec, leader_epoch,
                                         plan_version, plan_leased)
                        select gen_random_uuid(), :job, 1, :cluster, p.id, 'RUNNING', 1,
                               '{"workers": [{"devices": [0, 1, 2, 3, 4, 5, 6, 7], "milliPerDevice": 1000}]}', 1, v.version, :begun
                        from partition p, version v where p.cluster_id = :cluster
                        """)
                .param("job", job)
                .param("cluster", cluster)
                .param("begun", begun.atOffset(ZoneOffset.UTC))
                .update();
    }
}
