package io.exaplan.server.planning;

import io.exaplan.server.demand.JobKind;
import io.exaplan.server.security.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the active plan for people. */
@Repository
class AllocationViews {
    private final JdbcClient sql;

    AllocationViews(JdbcClient sql) {
        this.sql = sql;
    }

    /** What is asked for; null does not restrict. */
    record Filter(
            @Nullable String cluster,
            @Nullable String partition,
            @Nullable String tenant,
            @Nullable Instant from,
            @Nullable Instant until) {}

    /** A row before it is known who looks at it. */
    record Row(long jobId, String jobName, int tenantId, String tenant, int clusterId, AllocationView view) {

        /** A cluster's admins see whom they serve; everybody else their own tenants. */
        AllocationView seenBy(Caller caller) {
            Integer cluster = caller.clusterId();
            boolean sees = caller.seesTenant(tenantId) || (cluster != null && cluster == clusterId);
            return new AllocationView(
                    sees ? jobId : null,
                    sees ? jobName : null,
                    sees ? tenant : "another tenant",
                    view.kind(),
                    view.running(),
                    view.cluster(),
                    view.partition(),
                    view.start(),
                    view.end(),
                    view.width(),
                    view.milliDevices(),
                    view.version(),
                    view.revision());
        }
    }

    /** Who may not see whose a row is finds none by its tenant either. */
    List<Row> matching(Filter filter, Caller caller, long afterJob, int limit) {
        return sql.sql("""
                        select a.*, j.name as job_name, j.tenant_id, t.name as tenant, j.state = 'ACTIVE' as running,
                               j.kind, a.width * (j.spec -> 'worker' ->> 'milliDevices')::bigint as milli_devices,
                               p.cluster_id, p.name as partition, c.name as cluster
                        from allocation a
                        join job j on j.id = a.job_id
                        join tenant t on t.id = j.tenant_id
                        join partition p on p.id = a.partition_id
                        join cluster c on c.id = p.cluster_id
                        where a.job_id > :after
                          and (:cluster::text is null or c.name = :cluster)
                          and (:partition::text is null or p.name = :partition)
                          and (:tenant::text is null
                               or (t.name = :tenant
                                   and (:all or t.id = :own::integer or p.cluster_id = :operated::integer)))
                          and (:from::timestamptz is null or a.plan_end is null or a.plan_end > :from)
                          and (:until::timestamptz is null or a.plan_start < :until)
                        order by a.job_id limit :limit""")
                .param("after", afterJob)
                .param("cluster", filter.cluster())
                .param("partition", filter.partition())
                .param("tenant", filter.tenant())
                .param("all", caller.seesEveryTenant())
                .param("own", caller.tenantId())
                .param("operated", caller.clusterId())
                .param("from", utc(filter.from()))
                .param("until", utc(filter.until()))
                .param("limit", limit)
                .query((row, index) -> row(row))
                .list();
    }

    private static Row row(ResultSet row) throws SQLException {
        OffsetDateTime end = row.getObject("plan_end", OffsetDateTime.class);
        String tenant = row.getString("tenant");
        return new Row(
                row.getLong("job_id"),
                row.getString("job_name"),
                row.getInt("tenant_id"),
                tenant,
                row.getInt("cluster_id"),
                new AllocationView(
                        null,
                        null,
                        tenant,
                        JobKind.valueOf(row.getString("kind")),
                        row.getBoolean("running"),
                        row.getString("cluster"),
                        row.getString("partition"),
                        row.getObject("plan_start", OffsetDateTime.class).toInstant(),
                        end == null ? null : end.toInstant(),
                        row.getInt("width"),
                        row.getLong("milli_devices"),
                        row.getLong("version"),
                        row.getLong("revision")));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
