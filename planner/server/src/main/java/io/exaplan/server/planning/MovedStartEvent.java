package io.exaplan.server.planning;

import io.exaplan.engine.model.Placement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A start that was promised is another one now.
 *
 * @param from plan time promised before
 * @param to plan time by now, null when the job waits without a start
 */
record MovedStartEvent(
        long jobId,
        ChangeReason reason,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Integer partitionId) {

    static MovedStartEvent of(AllocationChange change) {
        return new MovedStartEvent(
                change.jobId(),
                change.reason(),
                start(change.from()),
                start(change.to()),
                change.to() == null ? null : change.to().partition());
    }

    private static @Nullable Instant start(@Nullable Placement placement) {
        return placement == null ? null : Instant.ofEpochSecond(placement.startSecond());
    }
}
