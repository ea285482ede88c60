package io.exaplan.server.dispatch;

import io.exaplan.contract.NodeUsage;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Measured utilisation, in one statement a cluster, not more often than the setting says. */
@Repository
class UsageStore {
    private final Map<Integer, Instant> storedAt = new ConcurrentHashMap<>();
    private final JdbcClient sql;
    private final JsonMapper json;
    private final Clock clock;
    private final DispatchSettings settings;

    UsageStore(JdbcClient sql, JsonMapper json, Clock clock, DispatchSettings settings) {
        this.sql = sql;
        this.json = json;
        this.clock = clock;
        this.settings = settings;
    }

    void store(int clusterId, List<NodeUsage> usage) {
        Instant now = clock.instant();
        Instant before = storedAt.get(clusterId);
        if (usage.isEmpty() || (before != null && now.isBefore(before.plus(settings.usageInterval())))) {
            return;
        }
        storedAt.put(clusterId, now);
        sql.sql("""
                        update node set busy_fraction = u."busyFraction", watts = u.watts, usage_at = :now
                        from jsonb_to_recordset(:usage::jsonb) as u(node text, "busyFraction" double precision, watts double precision)
                        where node.cluster_id = :cluster and node.name = u.node and node.gone_at is null""")
                .param("now", Timestamp.from(now))
                .param("usage", json.writeValueAsString(usage))
                .param("cluster", clusterId)
                .update();
    }
}
