package io.exaplan.server.demand;

/** Who goes first, from last to first. */
public enum PriorityClass {
    LOW,
    NORMAL,
    HIGH,
    CRITICAL
}
