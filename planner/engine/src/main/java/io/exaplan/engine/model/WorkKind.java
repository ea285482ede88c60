package io.exaplan.engine.model;

/** Training ends when its work is done; inference serves by the hour, possibly without end. */
public enum WorkKind {
    TRAINING,
    INFERENCE
}
