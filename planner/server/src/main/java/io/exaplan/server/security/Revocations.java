package io.exaplan.server.security;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes back tokens that others were made by. A revoked token is worth nothing from the next request on. */
@Component
public class Revocations {
    private final JdbcClient sql;
    private final Clock clock;

    Revocations(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Revokes every token that says it was made by this. */
    public void revokeMadeBy(String createdBy) {
        sql.sql("update access_token set revoked_at = :now where created_by = :createdBy and revoked_at is null")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("createdBy", createdBy)
                .update();
    }

    /** Revokes the token this one says it was made by, in the form of a prefix and an id. */
    public void revokeMakerOf(long tokenId, String prefix) {
        sql.sql("""
                        update access_token maker set revoked_at = :now
                        from access_token made
                        where made.id = :id and made.created_by = :prefix || maker.id and maker.revoked_at is null""")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", tokenId)
                .param("prefix", prefix)
                .update();
    }

    /** Revokes the unused tokens of a role for a cluster. */
    public void revokeOf(Role role, int clusterId) {
        sql.sql("""
                        update access_token set revoked_at = :now
                        where role = :role and cluster_id = :cluster and revoked_at is null""")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("role", role.name())
                .param("cluster", clusterId)
                .update();
    }
}
