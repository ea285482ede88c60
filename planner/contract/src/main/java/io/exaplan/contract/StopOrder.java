package io.exaplan.contract;

/**
 * A run the cluster shall end by SIGTERM, and by force after the grace period.
 *
 * @param runId the run's id
 * @param reason why; an agent that does not know the reason holds the run and reports {@code UNSUPPORTED}
 * @param graceSeconds seconds between the signal and the end by force
 */
public record StopOrder(String runId, StopReason reason, long graceSeconds) {}
