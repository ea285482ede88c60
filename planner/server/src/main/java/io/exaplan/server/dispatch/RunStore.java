package io.exaplan.server.dispatch;

import io.exaplan.contract.RunSpec;
import io.exaplan.contract.StopReason;
import io.exaplan.engine.model.WorkerShape;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Reads table run. What changes a run's stage is in {@link RunLife} alone. */
@Repository
class RunStore {
    static final String COLUMNS = """
            select run.id, run.job_id, run.attempt, run.cluster_id, run.partition_id, run.state, run.generation,
                   run.width, run.leader_epoch, run.plan_version, run.leased_at, run.plan_leased, run.plan_started,
                   run.plan_expected_end, run.plan_ended, run.stop_reason, run.stop_revision, run.mass_stop_id,
                   run.given_up, run.exit_code, run.reason, run.message
            from run
            """;
    private static final String ACTIVE =
            "(run.state in ('LEASED', 'STARTING', 'RUNNING') or (run.state = 'LOST' and not run.given_up))";

    private final JdbcClient sql;
    private final JsonMapper json;

    RunStore(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    Optional<RunRow> find(UUID id) {
        return sql.sql(COLUMNS + "where run.id = :id")
                .param("id", id)
                .query(RunStore::row)
                .optional();
    }

    /** By id; those that do not exist are left out. */
    Map<UUID, RunRow> byId(Collection<UUID> ids) {
        Map<UUID, RunRow> found = new HashMap<>();
        if (!ids.isEmpty()) {
            sql.sql(COLUMNS + "where run.id = any (:ids::uuid[])")
                    .param("ids", texts(ids))
                    .query(RunStore::row)
                    .list()
                    .forEach(run -> found.put(run.id(), run));
        }
        return found;
    }

    /** As {@link #byId}, locked until the caller's transaction ends. Lock their jobs first. */
    Map<UUID, RunRow> lockedById(Collection<UUID> ids) {
        Map<UUID, RunRow> found = new HashMap<>();
        sql.sql(COLUMNS + "where run.id = any (:ids::uuid[]) order by run.id for no key update")
                .param("ids", texts(ids))
                .query(RunStore::row)
                .list()
                .forEach(run -> found.put(run.id(), run));
        return found;
    }

    /** Every run the cluster shall hold or end, by id. */
    List<RunRow> activeIn(int clusterId) {
        return sql.sql(COLUMNS + "where run.cluster_id = :cluster and " + ACTIVE + " order by run.id")
                .param("cluster", clusterId)
                .query(RunStore::row)
                .list();
    }

    /** Where a run stands, as far as its nodes are concerned. */
    record Foothold(UUID id, int generation, boolean stands) {}

    /** A moment before which every change of a run can be seen, for {@link #footholdsSince}. */
    long snapshotStart() {
        return sql.sql("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
                .query(Long.class)
                .single();
    }

    /** The cluster's runs changed since then; may repeat some, never leaves one out. */
    List<Foothold> footholdsSince(int clusterId, long snapshotStart) {
        return sql.sql("select id, generation, " + ACTIVE + """
                         as stands from run where cluster_id = :cluster and changed_in >= :since::text::xid8""")
                .param("cluster", clusterId)
                .param("since", Long.toString(snapshotStart))
                .query((rows, number) -> new Foothold(
                        rows.getObject("id", UUID.class), rows.getInt("generation"), rows.getBoolean("stands")))
                .list();
    }

    /** Every run that takes room on the cluster's nodes: those given up too, while the cluster still reports them. */
    List<RunRow> standingIn(int clusterId) {
        return sql.sql(COLUMNS + "where run.cluster_id = :cluster and (" + ACTIVE + """
                         or (run.given_up and exists (select from orphan where orphan.cluster_id = run.cluster_id
                             and orphan.run_id = run.id::text and orphan.gone_at is null)))""")
                .param("cluster", clusterId)
                .query(RunStore::row)
                .list();
    }

    /** Runs ordered to end by orders up to this revision. */
    List<RunRow> stoppingIn(int clusterId, long revision) {
        return sql.sql(COLUMNS + "where run.cluster_id = :cluster and run.stop_revision <= :revision and " + ACTIVE)
                .param("cluster", clusterId)
                .param("revision", revision)
                .query(RunStore::row)
                .list();
    }

    List<RunRow> active() {
        return sql.sql(COLUMNS + "where " + ACTIVE + " order by run.id")
                .query(RunStore::row)
                .list();
    }

    /** What the cluster is to create, for each of these runs. */
    Map<UUID, RunSpec> specs(Collection<UUID> ids) {
        Map<UUID, RunSpec> specs = new HashMap<>();
        if (!ids.isEmpty()) {
            sql.sql("select id, spec from run where id = any (:ids::uuid[])")
                    .param("ids", texts(ids))
                    .query(rows -> {
                        specs.put(
                                rows.getObject("id", UUID.class),
                                json.readValue(rows.getString("spec"), RunSpec.class));
                    });
        }
        return specs;
    }

    /** Gangs of one kind that were placed in a partition: the replicas of a service count as one. */
    record PlacedGangs(int partitionId, WorkerShape shape, int workers, long times) {}

    /** What the latest runs of all clusters asked of the nodes. */
    List<PlacedGangs> recentGangs(int latestRuns) {
        return sql.sql("""
                        select partition_id, width, (spec -> 'worker' ->> 'milliDevices')::int as milli_devices,
                               (spec -> 'worker' ->> 'cpuMilli')::bigint as cpu_milli,
                               (spec -> 'worker' ->> 'memoryMib')::bigint as memory_mib, count(*) as times
                        from (select partition_id, width, job_id from run order by id desc limit :latest) recent
                             join job on job.id = job_id
                        group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5""")
                .param("latest", latestRuns)
                .query((rows, number) -> new PlacedGangs(
                        rows.getInt("partition_id"),
                        new WorkerShape(
                                rows.getInt("milli_devices"), rows.getLong("cpu_milli"), rows.getLong("memory_mib")),
                        rows.getInt("width"),
                        rows.getLong("times")))
                .list();
    }

    static String[] texts(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }

    static RunRow row(ResultSet rows, int number) throws SQLException {
        String stopReason = rows.getString("stop_reason");
        return new RunRow(
                rows.getObject("id", UUID.class),
                rows.getLong("job_id"),
                rows.getInt("attempt"),
                rows.getInt("cluster_id"),
                rows.getInt("partition_id"),
                RunStage.valueOf(rows.getString("state")),
                rows.getInt("generation"),
                rows.getInt("width"),
                rows.getLong("leader_epoch"),
                rows.getLong("plan_version"),
                rows.getTimestamp("leased_at").toInstant(),
                rows.getTimestamp("plan_leased").toInstant(),
                instant(rows, "plan_started"),
                instant(rows, "plan_expected_end"),
                instant(rows, "plan_ended"),
                stopReason == null ? null : StopReason.valueOf(stopReason),
                rows.getObject("stop_revision", Long.class),
                rows.getObject("mass_stop_id", Long.class),
                rows.getBoolean("given_up"),
                rows.getObject("exit_code", Integer.class),
                rows.getString("reason"),
                rows.getString("message"));
    }

    static @Nullable Instant instant(ResultSet rows, String column) throws SQLException {
        Timestamp at = rows.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
