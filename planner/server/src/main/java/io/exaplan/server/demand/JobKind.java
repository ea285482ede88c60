package io.exaplan.server.demand;

/** Training ends when its work is done; inference serves by the hour. */
public enum JobKind {
    TRAINING,
    INFERENCE
}
