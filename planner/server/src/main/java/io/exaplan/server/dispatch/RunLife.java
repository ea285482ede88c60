package io.exaplan.server.dispatch;

import io.exaplan.contract.RunSpec;
import io.exaplan.server.planning.RunsChanged;
import io.exaplan.server.time.PlanTime;
import io.exaplan.server.web.Changes;
import io.exaplan.server.web.EventLog;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The only place where a run's stage changes. Every step goes forward, is recorded with its time, actor and reason, and is
 * told to whoever listens; all in the caller's transaction.
 */
@Component
class RunLife {
    private final JdbcClient sql;
    private final JsonMapper json;
    private final PlanTime planTime;
    private final Clock clock;
    private final Changes changes;
    private final EventLog events;

    RunLife(JdbcClient sql, JsonMapper json, PlanTime planTime, Clock clock, Changes changes, EventLog events) {
        this.sql = sql;
        this.json = json;
        this.planTime = planTime;
        this.clock = clock;
        this.changes = changes;
        this.events = events;
    }

    /**
     * A run that is about to be written.
     *
     * @param planExpectedEnd when its capacity is expected back, null when it has no end
     * @param maxSeconds run time after which it is ordered to end, null when unlimited
     * @param replicasHour for a service, the hour its replicas are set for
     */
    record NewRun(
            RunSpec spec,
            int attempt,
            int clusterId,
            int partitionId,
            int width,
            long leaderEpoch,
            long planVersion,
            Instant planLeased,
            @Nullable Instant planExpectedEnd,
            @Nullable Long maxSeconds,
            @Nullable Integer replicasHour) {}

    /** Writes a run as LEASED. Fails on the database's word when its job has an active run. */
    void leased(NewRun run) {
        sql.sql("""
                        insert into run (id, job_id, attempt, cluster_id, partition_id, state, generation, width, spec,
                            leader_epoch, plan_version, leased_at, plan_leased, plan_expected_end, max_seconds,
                            replicas_hour, nodes, work_before)
                        values (:id, :job, :attempt, :cluster, :partition, 'LEASED', 1, :width, :spec::jsonb,
                            :epoch, :version, :now, :leased, :expectedEnd, :maxSeconds, :hour, :nodes,
                            (select work_done from job where id = :job))""")
                .param("id", UUID.fromString(run.spec().runId()))
                .param("job", run.spec().jobId())
                .param("attempt", run.attempt())
                .param("cluster", run.clusterId())
                .param("partition", run.partitionId())
                .param("width", run.width())
                .param("spec", json.writeValueAsString(run.spec()))
                .param("epoch", run.leaderEpoch())
                .param("version", run.planVersion())
                .param("leased", Timestamp.from(run.planLeased()))
                .param("expectedEnd", run.planExpectedEnd() == null ? null : Timestamp.from(run.planExpectedEnd()))
                .param("now", Timestamp.from(clock.instant()))
                .param("maxSeconds", run.maxSeconds())
                .param("hour", run.replicasHour())
                .param("nodes", nodes(run.spec()))
                .update();
        sql.sql("""
                        insert into run_transition (run_id, plan_time, from_state, to_state, actor, reason)
                        values (:id, :planNow, null, 'LEASED', 'planner', :reason)""")
                .param("id", UUID.fromString(run.spec().runId()))
                .param("planNow", Timestamp.from(planTime.now()))
                .param("reason", "started by plan version " + run.planVersion())
                .update();
        tell(run.clusterId());
    }

    /**
     * Takes these steps; a run that is no longer where the step begins is left alone.
     *
     * @return the runs that moved
     */
    Set<UUID> move(int clusterId, Collection<RunMove> moves, String actor) {
        if (moves.isEmpty()) {
            return Set.of();
        }
        Set<UUID> moved = Set.copyOf(sql.sql("""
                        with step as (
                            select * from jsonb_to_recordset(:moves::jsonb) as m(id uuid, "from" text, "to" text,
                                "planStarted" timestamptz, "planEnded" timestamptz, "exitCode" integer, reason text,
                                message text, "givenUp" boolean, why text)
                        ), moved as (
                            update run set state = step."to",
                                plan_expected_end = case when run.plan_started is null and step."planStarted" is not null
                                    then run.plan_expected_end + (step."planStarted" - run.plan_leased)
                                    else run.plan_expected_end end,
                                plan_started = coalesce(run.plan_started, step."planStarted"),
                                plan_ended = coalesce(run.plan_ended, step."planEnded"),
                                exit_code = coalesce(step."exitCode", run.exit_code),
                                reason = coalesce(step.reason, run.reason),
                                message = coalesce(step.message, run.message),
                                given_up = step."givenUp",
                                changed_in = pg_current_xact_id()
                            from step where run.id = step.id and run.state = step."from"
                            returning run.id, run.job_id, step."from", step."to", step.why
                        ), told as (
                            insert into run_transition (run_id, plan_time, from_state, to_state, actor, reason)
                            select id, :planNow, "from", "to", :actor, why from moved order by id
                        ), heard as (
                            -- what happens to a run is nobody else's affair
                            insert into event (type, tenant_id, cluster_id, payload)
                            select 'run.' || lower("to"), job.tenant_id, :cluster,
                                   jsonb_build_object('run', moved.id, 'from', "from", 'to', "to")
                            from moved join job on job.id = moved.job_id order by moved.id
                        )
                        select id from moved""")
                .param("moves", json.writeValueAsString(moves))
                .param("planNow", Timestamp.from(planTime.now()))
                .param("actor", actor)
                .param("cluster", clusterId)
                .query(UUID.class)
                .list());
        if (!moved.isEmpty()) {
            events.appended();
            tell(clusterId);
        }
        return moved;
    }

    /** A new generation of a service's specification takes the place of the one before, if the run goes on. */
    void respecify(RunRow run, RunSpec spec, int replicasHour) {
        sql.sql("""
                        update run set spec = :spec::jsonb, generation = :generation, nodes = :nodes,
                            replicas_hour = :hour, changed_in = pg_current_xact_id()
                        where id = :id and generation = :generation - 1
                          and state in ('LEASED', 'STARTING', 'RUNNING')""")
                .param("spec", json.writeValueAsString(spec))
                .param("generation", spec.generation())
                .param("nodes", nodes(spec))
                .param("hour", replicasHour)
                .param("id", run.id())
                .update();
        tell(run.clusterId());
    }

    private static String[] nodes(RunSpec spec) {
        return spec.workers().stream()
                .map(RunSpec.WorkerPlacement::node)
                .distinct()
                .sorted()
                .toArray(String[]::new);
    }

    /** Something of the cluster's runs changed that is no change of stage. */
    void tell(int clusterId) {
        changes.publishAfterCommit(new RunsChanged(clusterId));
    }
}
