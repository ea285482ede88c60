package io.exaplan.server.web;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What the event streams are fed from. */
@Component
public class EventLog {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Changes changes;

    EventLog(JdbcClient jdbc, JsonMapper json, Changes changes) {
        this.jdbc = jdbc;
        this.json = json;
        this.changes = changes;
    }

    /**
     * Appends an event in the caller's transaction.
     *
     * @param type what happened, such as {@code job.scheduled}
     * @param tenantId the tenant whose members may see it, null when it concerns no tenant
     * @param clusterId the cluster it concerns, null when none
     * @param payload ids and states as a record or a map; people without access to the tenant never get it
     */
    public void append(String type, @Nullable Integer tenantId, @Nullable Integer clusterId, Object payload) {
        jdbc.sql("""
                        insert into event (type, tenant_id, cluster_id, payload)
                        values (:type, :tenant, :cluster, cast(:payload as jsonb))
                        """)
                .param("type", type)
                .param("tenant", tenantId)
                .param("cluster", clusterId)
                .param("payload", json.writeValueAsString(payload))
                .update();
        appended();
    }

    /** Wakes the streams after the current transaction, when rows were written by a statement of one's own. */
    public void appended() {
        changes.publishAfterCommit(new EventsAppended());
    }

    /** Hint: look at the table of events. */
    public record EventsAppended() implements Change {}
}
