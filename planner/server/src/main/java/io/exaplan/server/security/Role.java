package io.exaplan.server.security;

/** What the bearer of a token is. */
public enum Role {
    /** May do everything. */
    ADMIN,
    /** Plans the city's capacity: sees and changes demand and plans of all tenants, no tokens. */
    PLANNER,
    /** Runs one cluster. */
    CLUSTER_ADMIN,
    /** Submits and changes the jobs of one tenant. */
    MEMBER,
    /** Sees everything, changes nothing. */
    VIEWER,
    /** The agent of one cluster. */
    AGENT,
    /** Lets an agent open the first session of one cluster. */
    JOIN;

    /** A token of this role names a tenant. */
    public boolean ofTenant() {
        return this == MEMBER;
    }

    /** A token of this role names a cluster. */
    public boolean ofCluster() {
        return this == CLUSTER_ADMIN || this == AGENT || this == JOIN;
    }

    /** A person or program at the API, not an agent. */
    public boolean usesApi() {
        return this != AGENT && this != JOIN;
    }
}
