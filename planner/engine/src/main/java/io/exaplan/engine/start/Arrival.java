package io.exaplan.engine.start;

/**
 * A job that came, as far as the past teaches by it.
 *
 * @param second plan time it came
 * @param seconds how long it ran, or was expected to when it came
 * @param devices how many it wanted
 */
public record Arrival(long second, long seconds, int devices) {}
