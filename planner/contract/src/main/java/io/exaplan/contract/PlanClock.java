package io.exaplan.contract;

import java.time.Instant;

/**
 * Plan time as the planner reads it: jobs and reservations live on it, leases and freshness on wall time.
 *
 * @param now plan time at the moment the message was written
 * @param rate plan seconds per wall second; 1 in production, more in a demo or replay
 */
public record PlanClock(Instant now, double rate) {}
