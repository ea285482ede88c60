package io.exaplan.server.security;

import io.exaplan.server.web.RequestOwner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as its token says. Controllers take it as a parameter.
 *
 * @param tokenId id of the token
 * @param firstTokenId id of the first of the tokens it was rotated from, its own when it was not
 * @param name name of the token, the actor in audit and transitions
 * @param role what it is
 * @param tenantId tenant of a MEMBER, otherwise null
 * @param clusterId cluster of a CLUSTER_ADMIN, an AGENT or a JOIN token, otherwise null
 * @param scopes what the token may change of what its role may, nothing when empty; null when it is not bound
 */
public record Caller(
        long tokenId,
        long firstTokenId,
        String name,
        Role role,
        @Nullable Integer tenantId,
        @Nullable Integer clusterId,
        @Nullable List<TokenScope> scopes) {

    static final String ATTRIBUTE = Caller.class.getName();

    RequestOwner owner(String bearer) {
        return new RequestOwner(tokenId, firstTokenId, role.name(), tenantId, clusterId, bearer);
    }

    /** Whether this caller may change things that take one of these scopes. */
    boolean mayChange(List<TokenScope> oneOf) {
        return scopes == null || oneOf.isEmpty() || oneOf.stream().anyMatch(scopes::contains);
    }

    /** Whether somebody bound to these scopes could do no more than this caller; null is not bound. */
    public boolean mayHandOut(@Nullable List<TokenScope> others) {
        return scopes == null || (others != null && scopes.containsAll(others));
    }

    /** Whether the secret of a token may be given to this caller. */
    public boolean mayHandOut(TokenView token) {
        return scopes == null || (token.role().usesApi() && mayHandOut(token.scopes()));
    }

    /** Whether the jobs and figures of every tenant are this caller's to see in full. */
    public boolean seesEveryTenant() {
        return switch (role) {
            case ADMIN, PLANNER, VIEWER -> true;
            case MEMBER, CLUSTER_ADMIN, AGENT, JOIN -> false;
        };
    }

    /** Whether the jobs and figures of a tenant are this caller's to see in full. */
    public boolean seesTenant(int tenant) {
        return seesEveryTenant() || (role == Role.MEMBER && tenantId != null && tenantId == tenant);
    }

    /** Whether this caller may change what belongs to a tenant. */
    public boolean actsForTenant(int tenant) {
        return switch (role) {
            case ADMIN, PLANNER -> true;
            case MEMBER -> tenantId != null && tenantId == tenant;
            case VIEWER, CLUSTER_ADMIN, AGENT, JOIN -> false;
        };
    }

    /** Whether this caller may change what belongs to a cluster. */
    public boolean actsForCluster(int cluster) {
        return switch (role) {
            case ADMIN -> true;
            case CLUSTER_ADMIN, AGENT, JOIN -> clusterId != null && clusterId == cluster;
            case PLANNER, MEMBER, VIEWER -> false;
        };
    }
}
