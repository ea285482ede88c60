package io.exaplan.server.dispatch;

import io.exaplan.contract.StopReason;
import io.exaplan.server.planning.RunLedger;
import io.exaplan.server.web.EventLog;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The only place that orders runs to end, each by name and with its reason. Too many of a cluster at once wait for an
 * operator, all of that order; until then they go on.
 */
@Component
class StopDesk {
    private static final Logger log = LoggerFactory.getLogger(StopDesk.class);

    private final JdbcClient sql;
    private final RunStore runs;
    private final RunLife life;
    private final Orders orders;
    private final MassStops massStops;
    private final EventLog events;
    private final Clock clock;
    private final DispatchSettings settings;

    StopDesk(
            JdbcClient sql,
            RunStore runs,
            RunLife life,
            Orders orders,
            MassStops massStops,
            EventLog events,
            Clock clock,
            DispatchSettings settings) {
        this.sql = sql;
        this.runs = runs;
        this.life = life;
        this.orders = orders;
        this.massStops = massStops;
        this.events = events;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * Orders runs to end, in the caller's transaction, which has locked their jobs. Runs that ended, or are to end for as
     * strong a reason already, are left alone.
     *
     * @param leaderEpoch epoch of the leader that orders it, 0 when a person does
     */
    void order(Collection<UUID> ids, StopReason reason, long leaderEpoch) {
        Map<Integer, List<RunRow>> byCluster = runs.lockedById(ids).values().stream()
                .filter(run -> run.active() && strength(run.stopReason()) < strength(reason))
                .collect(Collectors.groupingBy(RunRow::clusterId, TreeMap::new, Collectors.toList()));
        byCluster.forEach((cluster, its) -> order(cluster, its, reason, leaderEpoch));
    }

    private void order(int clusterId, List<RunRow> its, StopReason reason, long leaderEpoch) {
        orders.lock(clusterId);
        List<UUID> again = its.stream()
                .filter(run -> run.stopReason() != null)
                .map(RunRow::id)
                .toList();
        List<UUID> fresh = its.stream()
                .filter(run -> run.stopReason() == null)
                .map(RunRow::id)
                .toList();
        if (!again.isEmpty()) {
            sql.sql("""
                            update run set stop_reason = :reason, changed_in = pg_current_xact_id()
                            where id = any (:ids::uuid[])""")
                    .param("reason", reason.name())
                    .param("ids", RunStore.texts(again))
                    .update();
        }
        if (!fresh.isEmpty() && fresh.size() > stops(clusterId).left()) {
            hold(clusterId, fresh, reason);
        } else {
            write(fresh, reason, orders.write(clusterId, leaderEpoch), null);
        }
        life.tell(clusterId);
    }

    private void hold(int clusterId, List<UUID> held, StopReason reason) {
        long massStop = massStops.hold(clusterId, held, reason);
        write(held, reason, null, massStop);
        log.error("Cluster {}: ending {} runs at once waits for an operator", clusterId, held.size());
        events.append("mass-stop.asked", null, clusterId, Map.of("massStop", massStop, "runs", held.size()));
    }

    /** An operator's word: the runs of a held order end. */
    void release(MassStops.Row massStop) {
        runs.lockedById(massStop.runIds());
        long revision = orders.write(massStop.clusterId(), 0);
        sql.sql("""
                        update run set stop_revision = :revision, changed_in = pg_current_xact_id()
                        where mass_stop_id = :id and stop_revision is null""").param("revision", revision).param("id", massStop.id()).update();
        life.tell(massStop.clusterId());
    }

    private void write(List<UUID> ids, StopReason reason, @Nullable Long revision, @Nullable Long massStop) {
        sql.sql("""
                        update run set stop_reason = :reason, stop_ordered_at = :now, stop_revision = :revision,
                            mass_stop_id = :massStop, changed_in = pg_current_xact_id()
                        where id = any (:ids::uuid[])""")
                .param("reason", reason.name())
                .param("now", Timestamp.from(clock.instant()))
                .param("revision", revision)
                .param("massStop", massStop)
                .param("ids", RunStore.texts(ids))
                .update();
    }

    /** How many runs of a cluster may be ordered to end at once before an operator is asked, and how many were. */
    RunLedger.Stops stops(int clusterId) {
        Counts counts = sql.sql("""
                        select count(*) filter (where state in ('LEASED', 'STARTING', 'RUNNING', 'LOST') and not given_up) as active,
                               count(*) filter (where stop_ordered_at > :since
                                   and (stop_revision is not null or changed_in = pg_current_xact_id())) as ordered,
                               count(*) filter (where state in ('SUCCEEDED', 'FAILED', 'CANCELLED', 'PREEMPTED')
                                   and stop_revision is not null) as ended
                        from run
                        where cluster_id = :cluster
                          and (state in ('LEASED', 'STARTING', 'RUNNING', 'LOST') or stop_ordered_at > :since)""")
                .param("since", Timestamp.from(clock.instant().minus(settings.massStopWindow())))
                .param("cluster", clusterId)
                .query(Counts.class)
                .single();
        double share = settings.massStopShare() * (counts.active() + counts.ended());
        return new RunLedger.Stops((int) Math.max(settings.massStopMinimum(), share), (int) counts.ordered());
    }

    private record Counts(long active, long ordered, long ended) {}

    private static int strength(@Nullable StopReason reason) {
        return switch (reason) {
            case null -> 0;
            case PREEMPTED -> 1;
            case EXPIRED -> 2;
            case SUSPENDED -> 3;
            case CANCELLED -> 4;
            case ORPHANED, UNSUPPORTED -> 0;
        };
    }
}
