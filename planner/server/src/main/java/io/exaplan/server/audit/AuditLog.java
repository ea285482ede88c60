package io.exaplan.server.audit;

import io.exaplan.server.web.Occasion;
import io.exaplan.server.web.RequestOwner;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Who changed what, and why. Rows are only ever added. */
@Component
public class AuditLog {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AuditLog(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * Records a change in the caller's transaction, with the token of the request that asked for it, if one did.
     *
     * @param actor name of the token, or of the part of the planner that acted
     * @param action what was done, such as {@code job.cancel}
     * @param subject what it was done to, such as {@code job/17}
     * @param before what it was, as anything JSON can say; null when it is new
     * @param after what it is now; null when it has gone
     * @param reason why; null for what the request says of itself, if it does
     */
    public void record(
            String actor,
            String action,
            String subject,
            @Nullable Object before,
            @Nullable Object after,
            @Nullable String reason) {
        Optional<Occasion> occasion = Occasion.current();
        Optional<RequestOwner> owner = occasion.flatMap(Occasion::owner);
        jdbc.sql("""
                        insert into audit (actor, token_id, role, tenant_id, cluster_id, action, subject, before, after, reason)
                        values (:actor, :token, :role, :tenant, :cluster, :action, :subject, cast(:before as jsonb),
                                cast(:after as jsonb), :reason)
                        """)
                .param("actor", actor)
                .param("token", owner.map(RequestOwner::tokenId).orElse(null))
                .param("role", owner.map(RequestOwner::role).orElse(null))
                .param("tenant", owner.map(RequestOwner::tenantId).orElse(null))
                .param("cluster", owner.map(RequestOwner::clusterId).orElse(null))
                .param("action", action)
                .param("subject", subject)
                .param("before", text(before))
                .param("after", text(after))
                .param(
                        "reason",
                        reason != null
                                ? reason
                                : occasion.flatMap(Occasion::reason).orElse(null))
                .update();
        occasion.ifPresent(known -> known.changed(subject));
    }

    private @Nullable String text(@Nullable Object value) {
        return value == null ? null : json.writeValueAsString(value);
    }
}
