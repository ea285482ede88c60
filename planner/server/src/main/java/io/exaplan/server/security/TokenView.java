package io.exaplan.server.security;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token as administrators see it, without its secret.
 *
 * @param readOnly whether it only reads, whatever its role may
 * @param lastUsedAt when it was used last, to the minute
 */
public record TokenView(
        long id,
        String name,
        Role role,
        @Nullable Integer tenantId,
        @Nullable Integer clusterId,
        boolean readOnly,
        Instant createdAt,
        String createdBy,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {}
