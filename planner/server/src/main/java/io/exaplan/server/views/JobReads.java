package io.exaplan.server.views;

import io.exaplan.server.demand.JobCondition;
import io.exaplan.server.demand.JobKind;
import io.exaplan.server.demand.JobSpec;
import io.exaplan.server.demand.JobState;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.Role;
import io.exaplan.server.views.JobViews.JobCounts;
import io.exaplan.server.views.JobViews.JobSummary;
import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Lists jobs, each caller those he may see: members their tenant's, cluster admins those their cluster serves. */
@Component
class JobReads {

    private static final TypeReference<List<JobCondition>> CONDITIONS = new TypeReference<>() {};

    /** Whether the plan's place for job j predicts anything: while it waits, what the plan has not looked at is of its last life. */
    static final String PREDICTS = "j.state not in ('QUEUED', 'SCHEDULED') or j.planned_revision >= j.revision";

    /** A caller's scope and a filter, for row j. */
    static final String WHERE = """
            where (cast(:ownTenant as integer) is null or j.tenant_id = :ownTenant)
              and (cast(:ownCluster as integer) is null
                   or exists (select from allocation o join partition op on op.id = o.partition_id
                              where o.job_id = j.id and op.cluster_id = :ownCluster)
                   or exists (select from run r where r.job_id = j.id and r.cluster_id = :ownCluster))
            """;

    private static final String FILTER = """
              and (cardinality(cast(:states as text[])) = 0 or j.state = any(:states))
            """;

    private static final String SELECT = """
            select j.id, j.tenant_id, t.name as tenant, j.kind, j.state, j.spec, j.plan_submitted, j.conditions,
                   a.plan_start, a.plan_end, c.name || '/' || p.name as partition_key
            from job j
            join tenant t on t.id = j.tenant_id
            left join allocation a on a.job_id = j.id and (%s)
            left join partition p on p.id = a.partition_id
            left join cluster c on c.id = p.cluster_id
            """.formatted(PREDICTS);

    private final JdbcClient jdbc;
    private final JsonMapper json;

    JobReads(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Page<JobSummary> page(JobFilter filter, PageRequest page, Caller caller) {
        JobFilter.Position after = JobFilter.Position.of(page, filter.order());
        JdbcClient.StatementSpec query = scoped(
                        SELECT + WHERE + FILTER + filter.wanted().sql() + " and "
                                + filter.order().after() + " limit :limit",
                        caller)
                .params(filter.wanted().values())
                .param("states", filter.states().stream().map(JobState::name).toArray(String[]::new))
                .param("id", after.id())
                .param("limit", page.limitAndOne());
        if (filter.order() == JobFilter.Order.PREDICTED_START) {
            query = query.param("start", after.start());
        }
        List<JobSummary> found = query.query((row, index) -> summary(row)).list();
        return Page.of(found, page, job -> position(job).text());
    }

    JobCounts counts(Caller caller) {
        Map<JobState, Long> counts = new EnumMap<>(JobState.class);
        scoped("select j.state, count(*) from job j " + WHERE + " group by j.state", caller)
                .query(row -> {
                    counts.put(JobState.valueOf(row.getString(1)), row.getLong(2));
                });
        return new JobCounts(
                counts.getOrDefault(JobState.QUEUED, 0L),
                counts.getOrDefault(JobState.SCHEDULED, 0L),
                counts.getOrDefault(JobState.ACTIVE, 0L),
                counts.getOrDefault(JobState.SUSPENDED, 0L),
                counts.getOrDefault(JobState.SUCCEEDED, 0L),
                counts.getOrDefault(JobState.FAILED, 0L),
                counts.getOrDefault(JobState.CANCELLED, 0L));
    }

    private JdbcClient.StatementSpec scoped(String sql, Caller caller) {
        return scoped(jdbc, sql, caller);
    }

    /** A statement with {@link #WHERE} in it, for a caller. */
    static JdbcClient.StatementSpec scoped(JdbcClient jdbc, String sql, Caller caller) {
        return jdbc.sql(sql)
                .param("ownTenant", caller.role() == Role.MEMBER ? caller.tenantId() : null)
                .param("ownCluster", caller.role() == Role.CLUSTER_ADMIN ? caller.clusterId() : null);
    }

    private static JobFilter.Position position(JobSummary job) {
        Instant start = job.predictedStart();
        return new JobFilter.Position(start == null ? "infinity" : start.toString(), job.id());
    }

    private JobSummary summary(ResultSet row) throws SQLException {
        JobSpec spec = json.readValue(row.getString("spec"), JobSpec.class);
        return new JobSummary(
                row.getLong("id"),
                spec.name(),
                row.getString("tenant"),
                JobKind.valueOf(row.getString("kind")),
                JobState.valueOf(row.getString("state")),
                spec.priorityClass(),
                spec.gang().workers(),
                spec.worker().milliDevices(),
                spec.accelerators().models(),
                spec.accelerators().stacks(),
                row.getObject("plan_submitted", OffsetDateTime.class).toInstant(),
                instant(row, "plan_start"),
                instant(row, "plan_end"),
                row.getString("partition_key"),
                json.readValue(row.getString("conditions"), CONDITIONS));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
