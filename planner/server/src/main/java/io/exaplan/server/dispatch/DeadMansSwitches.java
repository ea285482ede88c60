package io.exaplan.server.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Jobs that ask for RESCHEDULE run elsewhere once something outside their lost cluster's agent has surely ended their runs.
 *
 * <p>An agent counts a run's lease from when it sent a request that was answered, which is before the planner heard it. So no
 * lease lasts longer than its length after the last exchange; then come the switch's own time, the grace period and a margin.
 * All of it is measured on this process's monotonic clock from when it first saw the cluster silent since that exchange: a clock
 * that jumps, or a planner that was away, can only make it wait longer.
 */
@Component
class DeadMansSwitches {
    private static final Logger log = LoggerFactory.getLogger(DeadMansSwitches.class);

    private record Watched(UUID id, int clusterId, Instant lastSync, long seconds) {}

    /** Since when this process has seen a cluster silent after that exchange. */
    private record Silent(Instant lastSync, long sinceNanos) {}

    private final Map<Integer, Silent> silent = new HashMap<>();
    private final JdbcClient sql;
    private final RunStore runs;
    private final RunLife life;
    private final RunEnds ends;
    private final DispatchSettings settings;

    DeadMansSwitches(JdbcClient sql, RunStore runs, RunLife life, RunEnds ends, DispatchSettings settings) {
        this.sql = sql;
        this.runs = runs;
        this.life = life;
        this.ends = ends;
        this.settings = settings;
    }

    /** In the caller's fenced transaction. Clusters are watched from their first silent minute, so that LOST need not wait anew. */
    void giveUp() {
        List<Watched> watched = sql.sql("""
                        select run.id, cluster.id as cluster_id, cluster.last_sync_at as last_sync,
                               (run.spec ->> 'leaseSeconds')::bigint + (run.spec ->> 'graceSeconds')::bigint
                                   + cluster.switch_seconds as seconds
                        from run join cluster on cluster.id = run.cluster_id
                        where cluster.freshness in ('STALE', 'LOST') and cluster.switch_seconds is not null
                          and run.state in ('LEASED', 'STARTING', 'RUNNING', 'LOST') and not run.given_up
                          and run.spec ->> 'leaseSeconds' is not null and cluster.last_sync_at is not null""")
                .query((rows, number) -> new Watched(
                        rows.getObject("id", UUID.class),
                        rows.getInt("cluster_id"),
                        rows.getTimestamp("last_sync").toInstant(),
                        rows.getLong("seconds")))
                .list();
        long now = System.nanoTime();
        silent.keySet().retainAll(watched.stream().map(Watched::clusterId).toList());
        watched.stream()
                .filter(run -> surelyOver(run, now))
                .map(Watched::id)
                .sorted()
                .forEach(this::giveUp);
    }

    private boolean surelyOver(Watched run, long now) {
        Silent since = silent.compute(
                run.clusterId(),
                (cluster, seen) -> seen == null || !seen.lastSync().equals(run.lastSync())
                        ? new Silent(run.lastSync(), now)
                        : seen);
        Duration needed = Duration.ofSeconds(run.seconds()).plus(settings.rescheduleMargin());
        return now - since.sinceNanos() >= needed.toNanos();
    }

    private void giveUp(UUID id) {
        RunRow seen = runs.find(id).orElseThrow();
        ends.lockJobs(List.of(seen.jobId()));
        RunRow run = runs.lockedById(List.of(id)).get(id);
        if (run == null || run.stage() != RunStage.LOST || run.givenUp()) {
            return;
        }
        String why = "its run %s was given up: its cluster is lost and the dead-man's switch there has ended it"
                .formatted(id);
        log.warn("Job {}: {}", run.jobId(), why);
        life.move(run.clusterId(), List.of(RunMove.decided(run, RunStage.LOST, null, "LeaseExpired", true)), "planner");
        ends.givenUp(run, why);
    }
}
