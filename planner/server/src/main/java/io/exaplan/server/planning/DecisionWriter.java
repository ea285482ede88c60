package io.exaplan.server.planning;

import io.exaplan.engine.model.Cut;
import io.exaplan.server.demand.Evaluated;
import io.exaplan.server.demand.JobLife;
import io.exaplan.server.web.Changes;
import io.exaplan.server.web.EventLog;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes what was decided, in the caller's fenced transaction: a handful of statements however many jobs there are. */
@Component
class DecisionWriter {
    private final PlanStore plans;
    private final JobLife jobs;
    private final EventLog events;
    private final Changes changes;
    private final JdbcClient sql;
    private final JsonMapper json;

    DecisionWriter(PlanStore plans, JobLife jobs, EventLog events, Changes changes, JdbcClient sql, JsonMapper json) {
        this.plans = plans;
        this.jobs = jobs;
        this.events = events;
        this.changes = changes;
        this.sql = sql;
        this.json = json;
    }

    void write(long version, long revision, Writes writes, List<Cut> cuts) {
        plans.put(version, revision, writes.rows());
        plans.remove(writes.removed());
        plans.record(version, revision, writes.changes());
        jobs.evaluated(writes.evaluated());
        cuts.forEach(this::cut);
        moved(writes.moved());
        publish(writes.evaluated().stream().map(Evaluated::jobId).toList());
    }

    private void publish(List<Long> jobIds) {
        for (int from = 0; from < jobIds.size(); from += JobsEvaluated.MOST) {
            changes.publishAfterCommit(
                    new JobsEvaluated(jobIds.subList(from, Math.min(jobIds.size(), from + JobsEvaluated.MOST))));
        }
    }

    private void cut(Cut cut) {
        sql.sql("""
                        insert into cut (partition_id, milli_devices, cpu_milli, memory_mib, workers, plan_until, reason)
                        values (:partition, :milliDevices, :cpuMilli, :memoryMib, :workers, to_timestamp(:until), 'no room on its nodes')""")
                .param("partition", cut.partition())
                .param("milliDevices", cut.shape().milliDevices())
                .param("cpuMilli", cut.shape().cpuMilli())
                .param("memoryMib", cut.shape().memoryMib())
                .param("workers", cut.workers())
                .param("until", cut.untilSecond())
                .update();
    }

    /** One event for each broken promise: their tenants' members hear of it. */
    private void moved(List<Writes.MovedStart> moved) {
        if (moved.isEmpty()) {
            return;
        }
        sql.sql("""
                        insert into event (type, tenant_id, payload)
                        select 'job.start-moved', tenant_id, payload::jsonb
                        from unnest(:tenants::integer[], :payloads::text[]) as given (tenant_id, payload)""")
                .param(
                        "tenants",
                        moved.stream().map(Writes.MovedStart::tenantId).toArray(Integer[]::new))
                .param(
                        "payloads",
                        moved.stream()
                                .map(start -> json.writeValueAsString(MovedStartEvent.of(start.change())))
                                .toArray(String[]::new))
                .update();
        events.appended();
    }
}
