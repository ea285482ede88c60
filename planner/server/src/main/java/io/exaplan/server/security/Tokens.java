package io.exaplan.server.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes and recognises bearer tokens. The database holds their SHA-256 only: a token has 256 random bits, so no salt is needed. */
@Component
public class Tokens {

    private static final String PREFIX = "exaplan_";
    private static final int SECRET_BYTES = 32;
    private static final int LONGEST = 200;

    private final SecureRandom random = new SecureRandom();
    private final JdbcClient jdbc;
    private final Clock clock;

    Tokens(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A token shown once.
     *
     * @param id its id, by which it is revoked
     * @param secret what its bearer sends
     */
    public record Created(long id, String secret) {
        @Override
        public String toString() {
            return "Created[id=%d]".formatted(id);
        }
    }

    /** Makes a token; tenant and cluster are given exactly when the role asks for them. */
    public Created create(
            Role role,
            String name,
            @Nullable Integer tenantId,
            @Nullable Integer clusterId,
            @Nullable Instant expiresAt,
            String createdBy) {
        String secret = secret();
        long id = jdbc.sql("""
                        insert into access_token (name, role, hash, tenant_id, cluster_id, created_by, created_at, expires_at)
                        values (:name, :role, :hash, :tenant, :cluster, :createdBy, :createdAt, :expiresAt)
                        returning id
                        """)
                .param("name", name)
                .param("role", role.name())
                .param("hash", hash(secret))
                .param("tenant", tenantId)
                .param("cluster", clusterId)
                .param("createdBy", createdBy)
                .param("createdAt", utc(clock.instant()))
                .param("expiresAt", expiresAt == null ? null : utc(expiresAt))
                .query(Long.class)
                .single();
        return new Created(id, secret);
    }

    /**
     * A token like another one, which ends after an overlap: whoever uses it changes over meanwhile.
     *
     * @return empty when there is no such token in use
     */
    public Optional<Created> rotate(long id, Duration overlap, String createdBy) {
        Instant now = clock.instant();
        String secret = secret();
        Optional<Long> created = jdbc.sql("""
                        insert into access_token (name, role, hash, tenant_id, cluster_id, scopes, created_by, created_at,
                                                  expires_at, first_id)
                        select name, role, :hash, tenant_id, cluster_id, scopes, :createdBy, :now, expires_at, coalesce(first_id, id)
                        from access_token
                        where id = :id and revoked_at is null and (expires_at is null or expires_at > :now)
                        returning id
                        """)
                .param("hash", hash(secret))
                .param("createdBy", createdBy)
                .param("now", utc(now))
                .param("id", id)
                .query(Long.class)
                .optional();
        created.ifPresent(
                fresh -> jdbc.sql("update access_token set expires_at = least(expires_at, :until) where id = :id")
                        .param("until", utc(now.plus(overlap)))
                        .param("id", id)
                        .update());
        return created.map(fresh -> new Created(fresh, secret));
    }

    /** Binds a token to scopes; without any it only reads. */
    public void bind(long id, List<TokenScope> scopes) {
        jdbc.sql("update access_token set scopes = :scopes where id = :id")
                .param("id", id)
                .param("scopes", Scopes.names(scopes))
                .update();
    }

    private String secret() {
        byte[] bits = new byte[SECRET_BYTES];
        random.nextBytes(bits);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** The caller of a secret; empty when it is unknown, expired or revoked. */
    public Optional<Caller> recognise(String secret) {
        if (secret.length() > LONGEST || !secret.startsWith(PREFIX)) {
            return Optional.empty();
        }
        byte[] hash = hash(secret);
        return jdbc.sql("""
                        select id, coalesce(first_id, id) as first_id, name, role, tenant_id, cluster_id, scopes, hash,
                               last_used_at is null or last_used_at < :now - interval '1 minute' as stale
                        from access_token
                        where hash = :hash and revoked_at is null and (expires_at is null or expires_at > :now)
                        """)
                .param("hash", hash)
                .param("now", utc(clock.instant()))
                .query((row, index) -> new Found(
                        new Caller(
                                row.getLong("id"),
                                row.getLong("first_id"),
                                row.getString("name"),
                                Role.valueOf(row.getString("role")),
                                row.getObject("tenant_id", Integer.class),
                                row.getObject("cluster_id", Integer.class),
                                Scopes.of(row)),
                        MessageDigest.isEqual(row.getBytes("hash"), hash),
                        row.getBoolean("stale")))
                .optional()
                .filter(Found::same)
                .map(this::used);
    }

    private Caller used(Found found) {
        if (found.stale()) {
            jdbc.sql("update access_token set last_used_at = :now where id = :id")
                    .param("now", utc(clock.instant()))
                    .param("id", found.caller().tokenId())
                    .update();
        }
        return found.caller();
    }

    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private record Found(Caller caller, boolean same, boolean stale) {}
}
