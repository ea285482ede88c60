package io.exaplan.server.planning;

import io.exaplan.engine.model.Placement;
import org.jspecify.annotations.Nullable;

/**
 * One decision about one job.
 *
 * @param reason machine-readable, see {@link ChangeReason}
 * @param from where it stood before, null when nowhere
 * @param to where it stands now, null when nowhere
 */
record AllocationChange(
        long jobId,
        ChangeReason reason,
        @Nullable Placement from,
        @Nullable Placement to) {

    /** Whether a start that was promised is another one now. */
    boolean movedStart() {
        return from != null
                && (to == null || to.startSecond() != from.startSecond() || to.partition() != from.partition());
    }
}
