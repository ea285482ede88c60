package io.exaplan.server.dispatch;

import io.exaplan.contract.StopReason;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The backstop behind the cluster's own: a run far beyond its maximum duration is ordered to end. */
@Component
class Expiry {
    private final JdbcClient sql;
    private final StopDesk stops;
    private final DispatchSettings settings;

    Expiry(JdbcClient sql, StopDesk stops, DispatchSettings settings) {
        this.sql = sql;
        this.stops = stops;
        this.settings = settings;
    }

    /** In the caller's fenced transaction. */
    void order(Instant planNow, long leaderEpoch) {
        List<UUID> expired = sql.sql("""
                        select id from run
                        where state = 'RUNNING' and stop_reason is null and max_seconds is not null
                          and plan_started + make_interval(secs => max_seconds) <= :before""")
                .param("before", Timestamp.from(planNow.minus(settings.expiryPlanMargin())))
                .query((rows, number) -> rows.getObject(1, UUID.class))
                .list();
        if (!expired.isEmpty()) {
            stops.order(expired, StopReason.EXPIRED, leaderEpoch);
        }
    }
}
