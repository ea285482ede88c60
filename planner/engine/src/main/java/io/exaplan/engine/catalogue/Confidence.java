package io.exaplan.engine.catalogue;

/** How far a catalogue entry can be trusted. */
public enum Confidence {
    /** The vendor, or the model's author, states these figures in a document anyone can read. */
    DATASHEET,
    /** Derived, measured by others or quoted second hand; totals show the share that rests on such entries. */
    ESTIMATE
}
