package io.exaplan.server.security;

import io.exaplan.server.web.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;

/**
 * Recognises bearers of an issuer's tokens. Each has a row among our tokens, without a secret of ours, so that idempotency keys
 * and streams belong to somebody, and so that an administrator can shut one out by revoking it.
 */
@Component
class OidcCallers {

    private static final Logger LOG = LoggerFactory.getLogger(OidcCallers.class);
    private static final int LONGEST_NAME = 120;

    private final OidcSettings settings;
    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile @Nullable NimbusJwtDecoder decoder;

    OidcCallers(OidcSettings settings, JdbcClient jdbc, Clock clock) {
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The caller of an issuer's token; empty when it is none, or not one for us. */
    Optional<Caller> recognise(String token) {
        if (settings.off() || token.chars().filter(each -> each == '.').count() != 2) {
            return Optional.empty();
        }
        try {
            return caller(decoder().decode(token));
        } catch (BadJwtException e) {
            LOG.debug("An issuer's token is not taken: {}", e.getMessage());
            return Optional.empty();
        } catch (JwtException e) {
            LOG.warn("The issuer's keys cannot be had: {}", e.getMessage());
            throw Problem.unavailable(
                    "The issuer of the token cannot be asked at the moment.\nMaybe try again soon.", 5);
        }
    }

    /** The issuer is asked for its addresses at the first token, not at start: it may come up after us. */
    private NimbusJwtDecoder decoder() {
        NimbusJwtDecoder known = decoder;
        if (known == null) {
            String issuer = Objects.requireNonNull(settings.issuer());
            try {
                known = NimbusJwtDecoder.withIssuerLocation(issuer).build();
            } catch (RuntimeException e) {
                LOG.warn("The issuer ({}) cannot be asked: {}", issuer, e.getMessage());
                throw Problem.unavailable(
                        "The issuer of the token cannot be asked at the moment.\nMaybe try again soon.", 5);
            }
            JwtTimestampValidator timestamps = new JwtTimestampValidator(settings.skew());
            timestamps.setClock(clock);
            known.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                    timestamps,
                    new JwtClaimValidator<Instant>("exp", Objects::nonNull),
                    new JwtIssuerValidator(issuer),
                    new JwtClaimValidator<List<String>>(
                            "aud", audience -> audience != null && audience.contains(settings.audience()))));
            decoder = known;
        }
        return known;
    }

    private Optional<Caller> caller(Jwt jwt) {
        Optional<Role> role = role(jwt);
        String subject = jwt.getSubject();
        if (role.isEmpty() || subject == null) {
            return Optional.empty();
        }
        String named = text(jwt, settings.nameClaim());
        String name = named == null ? subject : named;
        return stored(
                hash(subject),
                name.substring(0, Math.min(LONGEST_NAME, name.length())),
                role.get(),
                role.get().ofTenant() ? text(jwt, settings.tenantClaim()) : null,
                role.get().ofCluster() ? text(jwt, settings.clusterClaim()) : null,
                jwt.getExpiresAt());
    }

    private Optional<Role> role(Jwt jwt) {
        Object claim = jwt.getClaim(settings.roleClaim());
        Collection<?> values = claim instanceof Collection<?> many ? many : claim == null ? List.of() : List.of(claim);
        return values.stream()
                .map(value -> settings.roles().get(String.valueOf(value)))
                .filter(Objects::nonNull)
                .min(Role::compareTo);
    }

    private static @Nullable String text(Jwt jwt, String claim) {
        return jwt.getClaim(claim) instanceof String text && !text.isBlank() ? text : null;
    }

    /** What the issuer says now counts: another role or tenant takes effect at once. Nothing is written when nothing changed. */
    private Optional<Caller> stored(
            byte[] hash,
            String name,
            Role role,
            @Nullable String tenant,
            @Nullable String cluster,
            @Nullable Instant expiresAt) {
        return jdbc.sql("""
                        with wanted as (select (select id from tenant where name = :tenant) as tenant_id,
                                               (select id from cluster where name = :cluster) as cluster_id),
                        written as (
                            insert into access_token (name, role, hash, tenant_id, cluster_id, created_by, created_at, expires_at,
                                                      last_used_at)
                            select :name, :role, :hash, w.tenant_id, w.cluster_id, 'oidc', :now, :expires, :now from wanted w
                            where (:role <> 'MEMBER' or w.tenant_id is not null)
                              and (:role <> 'CLUSTER_ADMIN' or w.cluster_id is not null)
                            on conflict (hash) do update
                            set name = excluded.name, role = excluded.role, tenant_id = excluded.tenant_id,
                                cluster_id = excluded.cluster_id, expires_at = excluded.expires_at, last_used_at = :now
                            where access_token.revoked_at is null
                              and (access_token.name, access_token.role, access_token.tenant_id, access_token.cluster_id,
                                   access_token.expires_at)
                                  is distinct from (excluded.name, excluded.role, excluded.tenant_id, excluded.cluster_id,
                                                    excluded.expires_at)
                            returning id, name, role, tenant_id, cluster_id, scopes)
                        select * from written
                        union all
                        select t.id, t.name, t.role, t.tenant_id, t.cluster_id, t.scopes from access_token t, wanted w
                        where t.hash = :hash and t.revoked_at is null and t.role = :role and t.name = :name
                          and t.tenant_id is not distinct from w.tenant_id and t.cluster_id is not distinct from w.cluster_id
                        limit 1
                        """)
                .param("tenant", tenant)
                .param("cluster", cluster)
                .param("name", name)
                .param("role", role.name())
                .param("hash", hash)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("expires", expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC))
                .query((row, index) -> new Caller(
                        row.getLong("id"),
                        row.getLong("id"),
                        row.getString("name"),
                        Role.valueOf(row.getString("role")),
                        row.getObject("tenant_id", Integer.class),
                        row.getObject("cluster_id", Integer.class),
                        Scopes.of(row)))
                .optional();
    }

    /** Of no secret: our own tokens begin otherwise. */
    private byte[] hash(String subject) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest("oidc|%s|%s".formatted(settings.issuer(), subject).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
