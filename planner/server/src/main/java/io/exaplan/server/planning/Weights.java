package io.exaplan.server.planning;

import io.exaplan.engine.model.PlanningSettings;
import io.exaplan.server.audit.AuditLog;
import io.exaplan.server.web.Changes;
import io.exaplan.server.web.EntityTag;
import io.exaplan.server.web.EventLog;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The weights of the score: those an administrator stated, or those of the configuration while nobody has. */
@Component
class Weights {
    private final JdbcClient sql;
    private final JsonMapper json;
    private final WeightSettings configured;
    private final AuditLog audit;
    private final EventLog events;
    private final Changes changes;

    Weights(
            JdbcClient sql,
            JsonMapper json,
            WeightSettings configured,
            AuditLog audit,
            EventLog events,
            Changes changes) {
        this.sql = sql;
        this.json = json;
        this.configured = configured;
        this.audit = audit;
        this.events = events;
        this.changes = changes;
    }

    /**
     * The weights that hold.
     *
     * @param version rises with every change; 0 while nobody stated any
     * @param statedBy null while nobody did
     */
    record Standing(
            long version,
            WeightSettings weights,
            @Nullable String statedBy,
            @Nullable Instant statedAt) {}

    WeightSettings configured() {
        return configured;
    }

    /** What plans are made with now. */
    PlanningSettings current() {
        return standing().weights().weights();
    }

    Standing standing() {
        return sql.sql("select version, weights, stated_by, stated_at from stated_weights")
                .query((row, index) -> new Standing(
                        row.getLong("version"),
                        json.readValue(row.getString("weights"), WeightSettings.class),
                        row.getString("stated_by"),
                        row.getObject("stated_at", OffsetDateTime.class).toInstant()))
                .optional()
                .orElseGet(() -> new Standing(0, configured, null, null));
    }

    /** @param version of the weights these are to replace */
    @Transactional
    public void state(WeightSettings stated, long version, String actor) {
        Standing before = standing();
        int changed = sql.sql("""
                        insert into stated_weights (version, weights, stated_by) values (1, cast(:weights as jsonb), :actor)
                        on conflict (only_one) do update
                        set version = stated_weights.version + 1, weights = excluded.weights,
                            stated_by = excluded.stated_by, stated_at = now()
                        where stated_weights.version = :version
                        """)
                .param("weights", json.writeValueAsString(stated))
                .param("actor", actor)
                .param("version", version)
                .update();
        if (changed == 0 || before.version() != version) {
            throw EntityTag.outdated("weights", "of the score");
        }
        audit.record(actor, "weights.state", "weights", before.weights(), stated, null);
        events.append("weights.changed", null, null, Map.of("version", version + 1));
        changes.publishAfterCommit(new WeightsChanged());
    }
}
