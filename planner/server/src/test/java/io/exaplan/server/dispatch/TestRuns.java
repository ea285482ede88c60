package io.exaplan.server.dispatch;

import io.exaplan.engine.catalogue.Precision;
import io.exaplan.engine.model.Placement;
import io.exaplan.server.demand.JobKind;
import io.exaplan.server.demand.JobSpec;
import io.exaplan.server.demand.Jobs;
import io.exaplan.server.demand.JobsChanged;
import io.exaplan.server.demand.PriorityClass;
import io.exaplan.server.planning.Leadership;
import io.exaplan.server.planning.StartOutcome;
import io.exaplan.server.planning.Starter;
import io.exaplan.server.time.PlanTime;
import io.exaplan.server.web.Changes;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Jobs and due starts for tests, made without the planning loop: their earliest start lies beyond every horizon. */
@TestComponent
class TestRuns {
    private static final Instant NEVER = Instant.parse("2190-01-01T00:00:00Z");

    private final JdbcClient sql;
    private final JsonMapper json;
    private final Jobs jobs;
    private final RunStarter starter;
    private final Leadership leadership;
    private final PlanTime planTime;
    private final TransactionTemplate transactions;
    private final RunStore runs;
    private final Changes changes;

    TestRuns(
            JdbcClient sql,
            JsonMapper json,
            Jobs jobs,
            RunStarter starter,
            Leadership leadership,
            PlanTime planTime,
            TransactionTemplate transactions,
            RunStore runs,
            Changes changes) {
        this.sql = sql;
        this.json = json;
        this.jobs = jobs;
        this.starter = starter;
        this.leadership = leadership;
        this.planTime = planTime;
        this.transactions = transactions;
        this.runs = runs;
        this.changes = changes;
    }

    /** What differs from job to job in these tests. */
    record Wanted(
            int workers,
            int milliDevices,
            @Nullable List<Integer> replicasByHour,
            JobSpec.Retry retry,
            @Nullable Duration maxDuration,
            JobSpec.Fabric fabric) {
        static Wanted gang(int workers, int milliDevices) {
            return new Wanted(
                    workers,
                    milliDevices,
                    null,
                    new JobSpec.Retry(1, List.of(), true),
                    null,
                    new JobSpec.Fabric(JobSpec.Fabric.Domain.ANY, false));
        }

        Wanted inOneRack() {
            return new Wanted(
                    workers,
                    milliDevices,
                    replicasByHour,
                    retry,
                    maxDuration,
                    new JobSpec.Fabric(JobSpec.Fabric.Domain.RACK, true));
        }

        Wanted retrying(int maxAttempts, Integer... exitCodes) {
            return new Wanted(
                    workers,
                    milliDevices,
                    replicasByHour,
                    new JobSpec.Retry(maxAttempts, List.of(exitCodes), true),
                    maxDuration,
                    fabric);
        }

        Wanted serving(List<Integer> replicas) {
            return new Wanted(workers, milliDevices, replicas, retry, maxDuration, fabric);
        }

        Wanted atMost(Duration limit) {
            return new Wanted(workers, milliDevices, replicasByHour, retry, limit, fabric);
        }
    }

    /** A job the planning loop leaves alone. */
    long job(Wanted wanted) {
        return insert(wanted, NEVER, 1);
    }

    /** A job the planning loop finds. */
    long submit(Wanted wanted) {
        long id = insert(wanted, null, 0);
        changes.publishAfterCommit(new JobsChanged(id));
        return id;
    }

    private long insert(Wanted wanted, @Nullable Instant earliestStart, int plannedRevision) {
        int tenant = sql.sql("""
                        insert into tenant (name, kind, sector) values ('team', 'INCUBATOR', 'OTHER')
                        on conflict (name) do update set weight = 1 returning id""").query(Integer.class).single();
        return sql.sql("""
                        insert into job (tenant_id, name, kind, spec, submitted_by, plan_submitted, planned_revision)
                        values (:tenant, 'train', :kind, :spec::jsonb, 'test', :now, :planned) returning id""")
                .param("tenant", tenant)
                .param("kind", wanted.replicasByHour() == null ? "TRAINING" : "INFERENCE")
                .param("spec", json.writeValueAsString(spec(wanted, earliestStart)))
                .param("planned", plannedRevision)
                .param("now", Timestamp.from(planTime.now()))
                .query(Long.class)
                .single();
    }

    private static JobSpec spec(Wanted wanted, @Nullable Instant earliestStart) {
        boolean service = wanted.replicasByHour() != null;
        return new JobSpec(
                "train",
                "team",
                service ? JobKind.INFERENCE : JobKind.TRAINING,
                new JobSpec.Gang(wanted.workers(), wanted.workers(), wanted.workers(), List.of(1.0)),
                new JobSpec.Worker(wanted.milliDevices(), 1000, 1000),
                new JobSpec.Accelerators(List.of(), List.of(), 0),
                wanted.fabric(),
                Precision.BF16,
                service ? null : Duration.ofHours(1),
                wanted.maxDuration(),
                null,
                null,
                service ? new JobSpec.Service(wanted.replicasByHour(), null, null, 8080, "/health") : null,
                earliestStart,
                null,
                PriorityClass.NORMAL,
                true,
                Duration.ZERO,
                wanted.retry(),
                new JobSpec.Runtime(null, List.of(), Map.of(), List.of(), List.of(), Map.of()),
                JobSpec.ClusterLoss.WAIT,
                List.of(),
                List.of(),
                null,
                null);
    }

    /** The due start of a job on a cluster's only partition. */
    StartOutcome start(AgentDouble agent, long jobId, int width) {
        return start(agent, Map.of(jobId, width)).getFirst();
    }

    /** Starts on a cluster's only partition that are due together, in the order in which they were made; by job its width. */
    List<StartOutcome> start(AgentDouble agent, Map<Long, Integer> widths) {
        if (!leadership.leading()) {
            Awaitility.await().until(leadership::leading);
        }
        int partition = partition(agent);
        return transactions.execute(status -> {
            leadership.fence();
            List<Starter.Due> due = jobs.lock(widths.keySet().stream().sorted().toList()).stream()
                    .map(job -> new Starter.Due(
                            job, new Placement(partition, planTime.now().getEpochSecond(), widths.get(job.id()))))
                    .toList();
            long plan = plan();
            List<StartOutcome> outcomes = starter.inOrder(due).stream()
                    .map(start -> starter.start(start, plan))
                    .toList();
            if (outcomes.stream().anyMatch(StartOutcome.Leased.class::isInstance)) {
                starter.tell(List.of(partition));
            }
            return outcomes;
        });
    }

    /** A run of a new job, leased. */
    RunRow lease(AgentDouble agent, Wanted wanted) {
        long job = job(wanted);
        if (start(agent, job, wanted.workers()) instanceof StartOutcome.Leased leased) {
            return runs.find(leased.run().runId()).orElseThrow();
        }
        throw new IllegalStateException("The job (%d) did not start.".formatted(job));
    }

    int partition(AgentDouble agent) {
        return sql.sql("select id from partition where cluster_id = :cluster")
                .param("cluster", agent.clusterId)
                .query(Integer.class)
                .single();
    }

    private long plan() {
        return sql.sql("""
                        insert into plan (leader_epoch, plan_time, cause, score_hard, score_medium, score_soft, kpis, receipt)
                        values (1, now(), 'test', 0, 0, 0, '{}', '{}') returning version""").query(Long.class).single();
    }

    String jobState(long job) {
        return sql.sql("select state from job where id = :id")
                .param("id", job)
                .query(String.class)
                .single();
    }

    void wish(long job, String wish) {
        sql.sql("update job set wish = :wish where id = :id")
                .param("wish", wish)
                .param("id", job)
                .update();
    }

    RunRow find(UUID id) {
        return runs.find(id).orElseThrow();
    }

    RunRow run(RunRow before) {
        return runs.find(before.id()).orElseThrow();
    }

    int transitions(RunRow run) {
        return sql.sql("select count(*) from run_transition where run_id = :id")
                .param("id", run.id())
                .query(Integer.class)
                .single();
    }
}
