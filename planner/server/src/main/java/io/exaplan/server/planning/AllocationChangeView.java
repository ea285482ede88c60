package io.exaplan.server.planning;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One decision about one job.
 *
 * @param revision which turn of the planner under the version, 0 for its publication
 * @param at wall time it was written
 * @param reason why, machine-readable
 * @param fromPartition {@code cluster/name} where it stood before, null when nowhere
 * @param fromStart plan time promised before, null when none
 * @param toPartition {@code cluster/name} where it stands since, null when nowhere
 * @param toStart plan time since, null when none
 * @param width workers, null when nowhere
 */
record AllocationChangeView(
        long revision,
        long jobId,
        Instant at,
        String reason,
        @Nullable String fromPartition,
        @Nullable Instant fromStart,
        @Nullable String toPartition,
        @Nullable Instant toStart,
        @Nullable Integer width) {}
