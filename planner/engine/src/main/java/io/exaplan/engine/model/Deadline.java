package io.exaplan.engine.model;

/**
 * When a job must have ended.
 *
 * @param second plan time, seconds since the epoch
 * @param hard a hard deadline is never missed by a plan; a soft one costs
 */
public record Deadline(long second, boolean hard) {}
