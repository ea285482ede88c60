package io.exaplan.server.views;

import io.exaplan.server.demand.Job;
import io.exaplan.server.demand.JobSpec;
import io.exaplan.server.dispatch.DispatchSettings;
import io.exaplan.server.views.JobViews.ActiveRunView;
import io.exaplan.server.views.JobViews.JobView;
import io.exaplan.server.views.JobViews.Prediction;
import io.exaplan.server.views.JobViews.RescheduleCost;
import io.exaplan.server.views.JobViews.TransitionView;
import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what belongs to one job. */
@Component
class JobDetails {

    private final JdbcClient jdbc;

    private final DispatchSettings dispatch;

    JobDetails(JdbcClient jdbc, DispatchSettings dispatch) {
        this.jdbc = jdbc;
        this.dispatch = dispatch;
    }

    JobView of(Job job) {
        return new JobView(
                job.id(),
                job.revision(),
                job.tenantId(),
                job.state(),
                job.wish(),
                job.spec(),
                job.submittedBy(),
                job.planSubmitted(),
                job.submittedAt(),
                job.attempts(),
                job.conditions(),
                job.evaluated(),
                prediction(job.id()),
                job.workDone(),
                rescheduling(job.spec()),
                activeRun(job.id()),
                job.planEnded());
    }

    /** What RESCHEDULE costs a job that asks for it. */
    @Nullable
    RescheduleCost rescheduling(JobSpec spec) {
        if (spec.onClusterLoss() == JobSpec.ClusterLoss.WAIT) {
            return null;
        }
        JobSpec.Checkpoint checkpoint = spec.checkpoint();
        Duration lease = dispatch.rescheduleLease();
        return new RescheduleCost(
                lease,
                lease.plus(dispatch.grace()).plus(dispatch.rescheduleMargin()),
                checkpoint == null ? null : checkpoint.interval());
    }

    /** Oldest first; a job has few. */
    Page<TransitionView> transitions(long jobId, PageRequest page) {
        List<TransitionView> found = jdbc.sql(
                        "select * from job_transition where job_id = :job and id > :after order by id limit :limit")
                .param("job", jobId)
                .param("after", page.after(0))
                .param("limit", page.limitAndOne())
                .query((row, index) -> new TransitionView(
                        row.getLong("id"),
                        instant(row, "plan_time"),
                        instant(row, "at"),
                        row.getString("from_state"),
                        row.getString("to_state"),
                        row.getString("actor"),
                        row.getString("reason")))
                .list();
        return Page.of(found, page, step -> Long.toString(step.id()));
    }

    /** Where a preview would put a job. */
    Prediction previewed(int partitionId, Instant start, @Nullable Instant end, int width) {
        return jdbc.sql("""
                        select c.name as cluster, p.name as partition
                        from partition p join cluster c on c.id = p.cluster_id where p.id = :id
                        """)
                .param("id", partitionId)
                .query((row, index) ->
                        new Prediction(start, end, row.getString("cluster"), row.getString("partition"), width, null))
                .single();
    }

    private @Nullable Prediction prediction(long jobId) {
        return jdbc.sql("""
                        select a.plan_start, a.plan_end, a.width, a.version, c.name as cluster, p.name as partition
                        from allocation a
                        join partition p on p.id = a.partition_id
                        join cluster c on c.id = p.cluster_id
                        join job j on j.id = a.job_id
                        where a.job_id = :id and (%s)
                        """.formatted(JobReads.PREDICTS))
                .param("id", jobId)
                .query((row, index) -> new Prediction(
                        instant(row, "plan_start"),
                        instantOrNull(row, "plan_end"),
                        row.getString("cluster"),
                        row.getString("partition"),
                        row.getInt("width"),
                        row.getLong("version")))
                .optional()
                .orElse(null);
    }

    private @Nullable ActiveRunView activeRun(long jobId) {
        return jdbc.sql("""
                        select r.id, r.attempt, r.state, r.plan_started, r.plan_expected_end, c.name as cluster, p.name as partition
                        from run r
                        join partition p on p.id = r.partition_id
                        join cluster c on c.id = r.cluster_id
                        where r.job_id = :id
                          and (r.state in ('LEASED', 'STARTING', 'RUNNING') or (r.state = 'LOST' and not r.given_up))
                        """)
                .param("id", jobId)
                .query((row, index) -> new ActiveRunView(
                        row.getObject("id", UUID.class),
                        row.getInt("attempt"),
                        row.getString("state"),
                        row.getString("cluster"),
                        row.getString("partition"),
                        instantOrNull(row, "plan_started"),
                        instantOrNull(row, "plan_expected_end")))
                .optional()
                .orElse(null);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
