package io.exaplan.server.dispatch;

import io.exaplan.server.demand.JobKind;
import io.exaplan.server.inventory.LogLink;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.Role;
import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import io.exaplan.server.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads runs for people; a member sees the runs of its own tenant, the admin of a cluster those on it. */
@Repository
class RunViews {
    private static final String FROM = RunStore.COLUMNS.replace("run.given_up,", """
                    run.given_up, run.nodes, job.name as job_name, job.kind as job_kind, tenant.name as tenant_name,
                    (select coalesce(sum(jsonb_array_length(worker -> 'devices') * (worker ->> 'milliPerDevice')::bigint), 0)
                     from jsonb_array_elements(run.spec -> 'workers') worker) as milli_devices,
                    cluster.name as cluster_name, cluster.log_link, partition.name as partition_name,""") + """
            join job on job.id = run.job_id join tenant on tenant.id = job.tenant_id
            join cluster on cluster.id = run.cluster_id join partition on partition.id = run.partition_id
            where (:tenant::integer is null or job.tenant_id = :tenant)
              and (:ownCluster::integer is null or run.cluster_id = :ownCluster)
            """;

    private final JdbcClient sql;

    RunViews(JdbcClient sql) {
        this.sql = sql;
    }

    /** What a run's ids are called. */
    record Names(
            String job,
            JobKind kind,
            String tenant,
            String cluster,
            String partition,
            @Nullable LogLink logLink) {}

    /** What to list; null means all. */
    record Filter(
            @Nullable Long job,
            @Nullable String cluster,
            @Nullable String tenant,
            @Nullable RunStage state,
            @Nullable Boolean active) {

        /** Spelt out, so that the few active runs are found by their index among the many that are over. */
        String activity() {
            if (active == null) {
                return "";
            }
            return active
                    ? "and run.state in ('LEASED', 'STARTING', 'RUNNING', 'LOST') and (run.state <> 'LOST' or not run.given_up)\n"
                    : "and (run.state in ('SUCCEEDED', 'FAILED', 'CANCELLED', 'PREEMPTED') or run.given_up)\n";
        }

        /** What comes after a position, and in which order. */
        String after() {
            return byEnd() ? """
                      and (:before::uuid is null or (%1$s, run.id) < (:ended::timestamptz, :before::uuid))
                      order by %1$s desc, run.id desc limit :limit""".formatted(RunPosition.END) : """
                      and (:before::uuid is null or run.id < :before::uuid)
                      order by run.id desc limit :limit""";
        }

        private boolean byEnd() {
            return Boolean.FALSE.equals(active);
        }
    }

    /** Newest first, or the one that ended last first. */
    Page<RunView> page(Caller caller, Filter filter, PageRequest page) {
        Optional<RunPosition> after = page.position().map(RunPosition::parsed);
        List<RunView> rows = sql.sql(FROM + filter.activity() + """
                        and (:job::bigint is null or run.job_id = :job)
                        and (:cluster::text is null or cluster.name = :cluster)
                        and (:named::text is null or tenant.name = :named)
                        and (:state::text is null or run.state = :state)
                        """ + filter.after())
                .param("tenant", tenantOf(caller))
                .param("ownCluster", clusterOf(caller))
                .param("job", filter.job())
                .param("cluster", filter.cluster())
                .param("named", filter.tenant())
                .param("state", filter.state() == null ? null : filter.state().name())
                .param("before", after.map(RunPosition::id).orElse(null))
                .param(
                        "ended",
                        after.map(position -> position.ended().atOffset(ZoneOffset.UTC))
                                .orElse(null))
                .param("limit", page.limitAndOne())
                .query((row, number) -> view(row, number, null))
                .list();
        return Page.of(rows, page, run -> RunPosition.of(run).text());
    }

    Optional<RunView> find(Caller caller, UUID id) {
        return sql.sql(FROM + "and run.id = :id")
                .param("tenant", tenantOf(caller))
                .param("ownCluster", clusterOf(caller))
                .param("id", id)
                .query((row, number) -> view(row, number, steps(id)))
                .optional();
    }

    /** The cluster of a run the caller may see. */
    Optional<Integer> clusterOf(Caller caller, UUID id) {
        return sql.sql("""
                        select run.cluster_id from run join job on job.id = run.job_id
                        where run.id = :id and (:tenant::integer is null or job.tenant_id = :tenant)
                          and (:ownCluster::integer is null or run.cluster_id = :ownCluster)""")
                .param("id", id)
                .param("tenant", tenantOf(caller))
                .param("ownCluster", clusterOf(caller))
                .query(Integer.class)
                .optional();
    }

    private List<RunView.Step> steps(UUID id) {
        return sql.sql("""
                        select at, plan_time, from_state, to_state, actor, reason from run_transition
                        where run_id = :id order by id""")
                .param("id", id)
                .query((row, number) -> new RunView.Step(
                        row.getTimestamp("at").toInstant(),
                        row.getTimestamp("plan_time").toInstant(),
                        row.getString("from_state"),
                        row.getString("to_state"),
                        row.getString("actor"),
                        row.getString("reason")))
                .list();
    }

    private static RunView view(ResultSet row, int number, @Nullable List<RunView.Step> steps) throws SQLException {
        String logLink = row.getString("log_link");
        return RunView.of(
                RunStore.row(row, number),
                new Names(
                        row.getString("job_name"),
                        JobKind.valueOf(row.getString("job_kind")),
                        row.getString("tenant_name"),
                        row.getString("cluster_name"),
                        row.getString("partition_name"),
                        logLink == null ? null : new LogLink(logLink)),
                row.getLong("milli_devices"),
                Arrays.asList((String[]) row.getArray("nodes").getArray()),
                steps);
    }

    private static @Nullable Integer tenantOf(Caller caller) {
        return caller.role() == Role.MEMBER ? caller.tenantId() : null;
    }

    private static @Nullable Integer clusterOf(Caller caller) {
        return caller.role() == Role.CLUSTER_ADMIN ? caller.clusterId() : null;
    }

    static Problem unknown(Object id) {
        return Problem.notFound("run", id);
    }
}
