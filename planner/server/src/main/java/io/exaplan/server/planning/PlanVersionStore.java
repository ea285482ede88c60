package io.exaplan.server.planning;

import io.exaplan.server.web.Changes;
import io.exaplan.server.web.EventLog;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Tables plan and plan_problem, and what grows old beside them. Callers hold the fence. */
@Repository
class PlanVersionStore {
    private final JdbcClient sql;
    private final JsonMapper json;
    private final EventLog events;
    private final Changes changes;
    private final LoopSettings settings;

    /** For whoever shows the plan. */
    record Published(long version, PlanVersion.Cause cause) {}

    PlanVersionStore(JdbcClient sql, JsonMapper json, EventLog events, Changes changes, LoopSettings settings) {
        this.sql = sql;
        this.json = json;
        this.events = events;
        this.changes = changes;
        this.settings = settings;
    }

    /** Adds a version and drops the problems of versions that are no longer recent, and cuts that are over. */
    long publish(PlanVersion plan, ProblemSnapshot problem, long epoch, Instant planTime) {
        long version = sql.sql("""
                        insert into plan (leader_epoch, plan_time, cause, score_hard, score_medium, score_soft,
                                          broken, costs, kpis, receipt)
                        values (:epoch, :planTime, :cause, :hard, :medium, :soft,
                                cast(:broken as jsonb), cast(:costs as jsonb), cast(:kpis as jsonb), cast(:receipt as jsonb))
                        returning version""")
                .param("epoch", epoch)
                .param("planTime", planTime.atOffset(ZoneOffset.UTC))
                .param("cause", plan.cause().name())
                .param("hard", -BrokenRule.sum(plan.broken()))
                .param("medium", -plan.cost().unplaced())
                .param("soft", -plan.cost().soft())
                .param("broken", json.writeValueAsString(plan.broken()))
                .param("costs", json.writeValueAsString(plan.costs()))
                .param("kpis", json.writeValueAsString(plan.kpis()))
                .param("receipt", json.writeValueAsString(plan.receipt()))
                .query(Long.class)
                .single();
        sql.sql("insert into plan_problem (version, problem) values (:version, :problem)")
                .param("version", version)
                .param("problem", problem.compressed())
                .update();
        sql.sql("delete from plan_problem where version <= :version")
                .param("version", version - settings.keptProblems())
                .update();
        sql.sql("delete from cut where plan_until < :planTime")
                .param("planTime", planTime.atOffset(ZoneOffset.UTC))
                .update();
        events.append("plan.published", null, null, new Published(version, plan.cause()));
        changes.publishAfterCommit(new PlanPublished(version));
        return version;
    }
}
