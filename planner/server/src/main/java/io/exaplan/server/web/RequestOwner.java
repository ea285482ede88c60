package io.exaplan.server.web;

import org.jspecify.annotations.Nullable;

/**
 * Whose a request is: the attribute under which the guard at the door leaves it.
 *
 * @param tokenId id of the token
 * @param firstTokenId id of the first of the tokens it was rotated from, its own when it was not
 * @param role its role
 * @param tenantId its tenant, if it is bound to one
 * @param clusterId its cluster, if it is bound to one
 * @param bearer what its bearer sent
 */
public record RequestOwner(
        long tokenId,
        long firstTokenId,
        String role,
        @Nullable Integer tenantId,
        @Nullable Integer clusterId,
        String bearer) {

    /** Name of the request's attribute. */
    public static final String ATTRIBUTE = RequestOwner.class.getName();

    @Override
    public String toString() {
        return "RequestOwner[tokenId=%d]".formatted(tokenId);
    }
}
