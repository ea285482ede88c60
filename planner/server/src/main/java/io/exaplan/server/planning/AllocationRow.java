package io.exaplan.server.planning;

import io.exaplan.engine.model.Placement;
import org.jspecify.annotations.Nullable;

/**
 * A row of the active plan.
 *
 * @param endSecondOrNull plan time of its end, null when it has none
 */
record AllocationRow(
        long jobId, Placement placement, @Nullable Long endSecondOrNull) {}
