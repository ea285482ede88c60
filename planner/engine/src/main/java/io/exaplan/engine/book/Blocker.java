package io.exaplan.engine.book;

/**
 * One reason why a job waits.
 *
 * @param condition the reason
 * @param detail the values behind it, for people
 */
public record Blocker(Condition condition, String detail) {}
