package io.exaplan.server.security;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token as administrators see it, without its secret.
 *
 * @param scopes what it may change of what its role may, nothing when empty; null when it is not bound
 * @param lastUsedAt when it was used last, to the minute
 */
public record TokenView(
        long id,
        String name,
        Role role,
        @Nullable Integer tenantId,
        @Nullable Integer clusterId,
        @Nullable List<TokenScope> scopes,
        Instant createdAt,
        String createdBy,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {

    /** What stands for a bearer of an issuer's tokens is created by this. */
    static final String ISSUER = "oidc";

    /** Whether its secret is the issuer's, which alone makes others. */
    public boolean isOfIssuer() {
        return createdBy.equals(ISSUER);
    }
}
