package io.exaplan.server.dispatch;

import io.exaplan.contract.StopReason;
import io.exaplan.server.planning.ActiveRun;
import io.exaplan.server.planning.Leadership;
import io.exaplan.server.planning.RunLedger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells planning what runs. Marks are transaction ids: everything changed by a transaction that was still open at a mark, or
 * came later, is told after it, whatever the order of commits.
 */
@Component
class RunBooks implements RunLedger {
    private static final Logger log = LoggerFactory.getLogger(RunBooks.class);
    private static final String COLUMNS = """
            select id, job_id, partition_id, width, coalesce(plan_started, plan_leased) as plan_start, plan_leased,
                   plan_expected_end,
                   nodes, stop_revision is not null as stopping,
                   state in ('LEASED', 'STARTING', 'RUNNING') or (state = 'LOST' and not given_up) as active
            from run
            """;

    private final JdbcClient sql;
    private final RunStore runs;
    private final StopDesk stops;
    private final Leadership leadership;

    RunBooks(JdbcClient sql, RunStore runs, StopDesk stops, Leadership leadership) {
        this.sql = sql;
        this.runs = runs;
        this.stops = stops;
        this.leadership = leadership;
    }

    @Override
    public List<ActiveRun> active() {
        return sql.sql(COLUMNS + """
                        where state in ('LEASED', 'STARTING', 'RUNNING') or (state = 'LOST' and not given_up)
                        order by id""").query(RunBooks::run).list();
    }

    @Override
    public RunChanges changesAfter(long mark) {
        long next = runs.snapshotStart();
        List<ActiveRun> active = new ArrayList<>();
        List<UUID> ended = new ArrayList<>();
        sql.sql(COLUMNS + "where changed_in >= :mark::text::xid8")
                .param("mark", Long.toString(mark))
                .query(rows -> {
                    if (rows.getBoolean("active")) {
                        active.add(run(rows, 0));
                    } else {
                        ended.add(rows.getObject("id", UUID.class));
                    }
                });
        return new RunChanges(next, active, ended);
    }

    /** Rows copied here from another server carry that one's transaction ids; made ours, or they would be told for ever. */
    @Override
    @Transactional
    public long mark() {
        sql.sql("""
                        update run set changed_in = pg_current_xact_id()
                        where changed_in > pg_snapshot_xmax(pg_current_snapshot())""").update();
        return runs.snapshotStart();
    }

    @Override
    public void preempt(Map<UUID, String> reasons) {
        reasons.forEach((run, reason) -> log.info("Run {} is to end: {}", run, reason));
        stops.order(reasons.keySet(), StopReason.PREEMPTED, leadership.epoch());
    }

    @Override
    public Stops stops(int clusterId) {
        return stops.stops(clusterId);
    }

    private static ActiveRun run(ResultSet rows, int number) throws SQLException {
        Instant end = RunStore.instant(rows, "plan_expected_end");
        return new ActiveRun(
                rows.getObject("id", UUID.class),
                rows.getLong("job_id"),
                rows.getInt("partition_id"),
                rows.getInt("width"),
                rows.getTimestamp("plan_start").toInstant(),
                rows.getTimestamp("plan_leased").toInstant(),
                end == null ? Instant.MAX : end,
                new HashSet<>(Arrays.asList((String[]) rows.getArray("nodes").getArray())),
                rows.getBoolean("stopping"));
    }
}
