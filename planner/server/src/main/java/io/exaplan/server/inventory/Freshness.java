package io.exaplan.server.inventory;

/** How much a cluster's last word is worth. */
public enum Freshness {
    /** Its agent spoke lately. */
    FRESH,
    /** Its agent is silent: no new leases, its capacity is shown with its age. */
    STALE,
    /** Its agent has been silent for so long that its runs are lost until it speaks again. */
    LOST
}
