package io.exaplan.engine.book;

import io.exaplan.engine.model.Placement;
import org.jspecify.annotations.Nullable;

/**
 * A planned start that changed.
 *
 * @param jobId the job
 * @param from where it was, null when it had no start
 * @param to where it is now, null when it has no start any more
 * @param reason why
 */
public record Move(
        long jobId, @Nullable Placement from, @Nullable Placement to, Reason reason) {

    /** Why a start moves. */
    public enum Reason {
        /** A run, or work of others, holds its capacity longer than was expected. */
        OVERRUN,
        /** Capacity it was to use is gone. */
        CAPACITY_LOST,
        /** The node placer found no room for it. */
        CUT,
        /** A job of higher priority goes before it. */
        PREEMPTED,
        /** Its start came and it was not leased. */
        DELAYED,
        /** A run stands elsewhere or otherwise than planned. */
        RUN_DIFFERS,
        /** A quota, budget, reservation or dataset changed. */
        RULES_CHANGED,
        /** A better plan. */
        IMPROVED,
        /** Capacity came free sooner than expected. */
        EARLIER
    }
}
