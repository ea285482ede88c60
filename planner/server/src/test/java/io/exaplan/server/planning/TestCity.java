package io.exaplan.server.planning;

import io.exaplan.server.MutableClock;
import io.exaplan.server.demand.Job;
import io.exaplan.server.demand.JobSpec;
import io.exaplan.server.demand.JobState;
import io.exaplan.server.demand.Jobs;
import io.exaplan.server.demand.JobsChanged;
import io.exaplan.server.demand.Wish;
import io.exaplan.server.inventory.ClusterChanged;
import io.exaplan.server.web.Changes;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** A city in the database, made and changed by plain SQL as other features would leave it, with their hints. */
@TestComponent
public class TestCity {
    private final JdbcClient sql;
    private final Changes changes;
    private final Jobs jobs;
    private final JsonMapper json;
    private int tenant;

    TestCity(JdbcClient sql, Changes changes, Jobs jobs, JsonMapper json) {
        this.json = json;
        this.sql = sql;
        this.changes = changes;
        this.jobs = jobs;
    }

    int aTenant(String name) {
        tenant = sql.sql("insert into tenant (name, kind, sector) values (:name, 'INCUBATOR', 'OTHER') returning id")
                .param("name", name)
                .query(Integer.class)
                .single();
        return tenant;
    }

    /** A fresh cluster with one partition of so many nodes of eight devices; answers the partition. */
    public int aPartition(String cluster, String model, int nodes) {
        int clusterId = sql.sql("""
                        insert into cluster (name, operator, freshness, last_sync_at)
                        values (:name, 'an operator', 'FRESH', :now) returning id""")
                .param("name", cluster)
                .param("now", MutableClock.START.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
        int partition = sql.sql("""
                        insert into partition (cluster_id, name, accelerator_model, devices_per_node)
                        values (:cluster, :name, :model, 8) returning id""")
                .param("cluster", clusterId)
                .param("name", model.toLowerCase(java.util.Locale.ROOT))
                .param("model", model)
                .query(Integer.class)
                .single();
        for (int i = 0; i < nodes; i++) {
            sql.sql("""
                            insert into node (cluster_id, partition_id, name, accelerator_model, nominal_devices,
                                              cpu_milli, memory_mib, ready, cordoned)
                            values (:cluster, :partition, :name, :model, 8, 128000, 1048576, true, false)""")
                    .param("cluster", clusterId)
                    .param("partition", partition)
                    .param("name", cluster + "-" + i)
                    .param("model", model)
                    .update();
        }
        changes.publishAfterCommit(new ClusterChanged(clusterId));
        return partition;
    }

    int clusterOf(int partition) {
        return sql.sql("select cluster_id from partition where id = :id")
                .param("id", partition)
                .query(Integer.class)
                .single();
    }

    void cordon(int partition, int nodes) {
        sql.sql("""
                        update node set cordoned = id in
                            (select id from node where partition_id = :partition order by id limit :nodes)
                        where partition_id = :partition""").param("partition", partition).param("nodes", nodes).update();
        changes.publishAfterCommit(new ClusterChanged(clusterOf(partition)));
    }

    void putBackInUse(int partition) {
        sql.sql("update node set cordoned = false where partition_id = :partition")
                .param("partition", partition)
                .update();
        changes.publishAfterCommit(new ClusterChanged(clusterOf(partition)));
    }

    void freshness(int partition, String freshness) {
        sql.sql("update cluster set freshness = :freshness where id = :id")
                .param("freshness", freshness)
                .param("id", clusterOf(partition))
                .update();
        changes.publishAfterCommit(new ClusterChanged(clusterOf(partition)));
    }

    long submit(TestJob job) {
        long id = sql.sql("""
                        insert into job (tenant_id, name, kind, spec, submitted_by, plan_submitted)
                        values (:tenant, :name, 'TRAINING', cast(:spec as jsonb), 'a test', :now) returning id""")
                .param("tenant", tenant)
                .param("name", job.name())
                .param("spec", job.spec())
                .param("now", MutableClock.START.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
        changes.publishAfterCommit(new JobsChanged(id));
        return id;
    }

    /** A job as a dry run hands it over: nothing of it is stored. */
    Job draft(TestJob job) {
        return new Job(
                0,
                tenant,
                JobState.QUEUED,
                Wish.RUN,
                json.readValue(job.spec(), JobSpec.class),
                "a test",
                MutableClock.START,
                MutableClock.START,
                0,
                List.of(),
                1,
                0,
                0,
                null);
    }

    void moveTo(long jobId, JobState state) {
        sql.sql("update job set state = :state, revision = revision + 1 where id = :id")
                .param("state", state.name())
                .param("id", jobId)
                .update();
        changes.publishAfterCommit(new JobsChanged(jobId));
    }

    Job job(long id) {
        return jobs.find(id).orElseThrow();
    }

    /** Tells the plan that jobs were changed by plain SQL. */
    public void told() {
        sql.sql("select id from job")
                .query(Long.class)
                .list()
                .forEach(id -> changes.publishAfterCommit(new JobsChanged(id)));
    }

    /** Whether the plan has seen everything people asked for. */
    public boolean settled() {
        return sql.sql("select count(*) from job where planned_revision < revision")
                        .query(Long.class)
                        .single()
                == 0;
    }

    List<String> conditionsOf(long jobId) {
        return new ArrayList<>(job(jobId).conditions().stream()
                .map(condition -> condition.type())
                .toList());
    }

    /** Plan time of its start in the active plan. */
    Optional<Instant> startOf(long jobId) {
        return sql.sql("select plan_start from allocation where job_id = :id")
                .param("id", jobId)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    Optional<Integer> partitionOf(long jobId) {
        return sql.sql("select partition_id from allocation where job_id = :id")
                .param("id", jobId)
                .query(Integer.class)
                .optional();
    }

    List<String> reasonsOf(long jobId) {
        return sql.sql("select reason from allocation_change where job_id = :id order by version, revision")
                .param("id", jobId)
                .query(String.class)
                .list();
    }
}
