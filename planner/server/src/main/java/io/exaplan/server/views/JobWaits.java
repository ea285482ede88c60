package io.exaplan.server.views;

import io.exaplan.server.demand.Tenant;
import io.exaplan.server.security.Caller;
import io.exaplan.server.time.PlanTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The queue and how long jobs wait, by kind and sector of the tenants; each caller of the jobs he may see. */
@Component
class JobWaits {

    /** Jobs that started within this time tell how long one waits. */
    private static final Duration LATELY = Duration.ofDays(1);

    private static final String GROUPS = """
            with waiting as (
                select t.kind, t.sector, count(*) as waiting, count(*) filter (where a.job_id is null) as without_start,
                       avg(extract(epoch from a.plan_start - j.plan_submitted)) as mean_predicted,
                       max(extract(epoch from cast(:now as timestamptz) - j.plan_submitted)) as longest
                from job j join tenant t on t.id = j.tenant_id left join allocation a on a.job_id = j.id and (%s)
                %s
                  and j.state in ('QUEUED', 'SCHEDULED', 'SUSPENDED')
                group by t.kind, t.sector),
            started as (
                select t.kind, t.sector, count(*) as started,
                       percentile_cont(0.5) within group (order by extract(epoch from f.plan_started - j.plan_submitted)) as median,
                       percentile_cont(0.9) within group (order by extract(epoch from f.plan_started - j.plan_submitted)) as ninth
                from run f join job j on j.id = f.job_id join tenant t on t.id = j.tenant_id
                %s
                  and f.attempt = 1 and f.plan_started >= :since
                group by t.kind, t.sector)
            select kind, sector, coalesce(waiting, 0) as waiting, coalesce(without_start, 0) as without_start,
                   mean_predicted, longest, coalesce(started, 0) as started, median, ninth
            from waiting full join started using (kind, sector)
            order by kind, sector
            """.formatted(JobReads.PREDICTS, JobReads.WHERE, JobReads.WHERE);

    private final JdbcClient jdbc;
    private final PlanTime planTime;

    JobWaits(JdbcClient jdbc, PlanTime planTime) {
        this.jdbc = jdbc;
        this.planTime = planTime;
    }

    /**
     * The queue by kind and sector.
     *
     * @param since plan time from which on starts count
     * @param groups those with jobs, by kind and sector
     */
    record WaitsView(Instant since, List<WaitGroup> groups) {}

    /**
     * Jobs of the tenants of one kind and sector. Waits are of plan time, from submission.
     *
     * @param waiting jobs that wait, suspended ones too
     * @param withoutStart those of them without a start in the plan
     * @param meanPredictedWaitSeconds until the start in the plan, of those that have one
     * @param longestWaitSeconds until now, of the one that waits longest
     * @param started jobs whose first run started since
     * @param medianWaitSeconds of those that started
     * @param ninthDecileWaitSeconds nine of ten of those that started waited no longer
     */
    record WaitGroup(
            Tenant.Kind kind,
            Tenant.Sector sector,
            long waiting,
            long withoutStart,
            @Nullable Double meanPredictedWaitSeconds,
            @Nullable Double longestWaitSeconds,
            long started,
            @Nullable Double medianWaitSeconds,
            @Nullable Double ninthDecileWaitSeconds) {}

    WaitsView of(Caller caller) {
        Instant now = planTime.now();
        Instant since = now.minus(LATELY);
        List<WaitGroup> groups = JobReads.scoped(jdbc, GROUPS, caller)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, index) -> group(row))
                .list();
        return new WaitsView(since, groups);
    }

    private static WaitGroup group(ResultSet row) throws SQLException {
        return new WaitGroup(
                Tenant.Kind.valueOf(row.getString("kind")),
                Tenant.Sector.valueOf(row.getString("sector")),
                row.getLong("waiting"),
                row.getLong("without_start"),
                seconds(row, "mean_predicted"),
                seconds(row, "longest"),
                row.getLong("started"),
                seconds(row, "median"),
                seconds(row, "ninth"));
    }

    private static @Nullable Double seconds(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }
}
