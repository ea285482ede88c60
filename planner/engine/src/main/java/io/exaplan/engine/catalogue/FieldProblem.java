package io.exaplan.engine.catalogue;

/**
 * One thing wrong with a catalogue entry.
 *
 * @param field the field at fault as the catalogue files spell it, nested ones with a slash; empty for the whole
 * @param message two lines: what is stated, and what to do
 */
public record FieldProblem(String field, String message) {}
