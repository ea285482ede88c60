package io.exaplan.contract;

import org.jspecify.annotations.Nullable;

/**
 * A run the cluster shall hold.
 *
 * @param runId the run's id, the fencing token of everything created for it
 * @param generation number of the specification that is due; it rises when replicas change by the hour
 * @param spec the specification, when the agent did not report this generation; otherwise absent
 */
public record HoldOrder(
        String runId, int generation, @Nullable RunSpec spec) {}
