package io.exaplan.server.inventory;

/** What the operator wants of a cluster. */
public enum ClusterState {
    /** New work may start. */
    ACTIVE,
    /** What runs goes on, nothing new starts. */
    DRAINING,
    /** Nothing new starts and its capacity does not count. */
    INACTIVE
}
