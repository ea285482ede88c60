package io.exaplan.server.dispatch;

import io.exaplan.contract.StopReason;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Runs whose cluster is heard and yet does not get them started, as when their node was lost after the lease: taken back, so
 * that their jobs are planned anew where there is room.
 */
@Component
class Unstarted {
    private static final Logger log = LoggerFactory.getLogger(Unstarted.class);

    private final JdbcClient sql;
    private final StopDesk stops;
    private final Clock clock;
    private final DispatchSettings settings;

    Unstarted(JdbcClient sql, StopDesk stops, Clock clock, DispatchSettings settings) {
        this.sql = sql;
        this.stops = stops;
        this.clock = clock;
        this.settings = settings;
    }

    /** In the caller's fenced transaction. */
    void takeBack(long leaderEpoch) {
        List<UUID> waiting = sql.sql("""
                        select run.id from run join cluster on cluster.id = run.cluster_id
                        where run.state in ('LEASED', 'STARTING') and run.stop_reason is null and run.plan_started is null
                          and run.leased_at <= :before
                          and cluster.freshness = 'FRESH'""")
                .param("before", Timestamp.from(clock.instant().minus(settings.startPatience())))
                .query((rows, number) -> rows.getObject(1, UUID.class))
                .list();
        if (!waiting.isEmpty()) {
            log.warn("{} runs did not start within {} and are taken back", waiting.size(), settings.startPatience());
            stops.order(waiting, StopReason.PREEMPTED, leaderEpoch);
        }
    }
}
