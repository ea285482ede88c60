package io.exaplan.contract;

/**
 * Somebody wants to see the end of a run's log.
 *
 * @param requestId what the answer is to be known by
 * @param runId the run
 * @param lines most lines that are wanted, of the end
 */
public record LogRequest(String requestId, String runId, int lines) {}
