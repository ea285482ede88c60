package io.exaplan.server.dispatch;

import io.exaplan.contract.StopReason;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is stored, without its specification.
 *
 * @param attempt number of the run among its job's runs, from 1
 * @param generation number of the specification that is due
 * @param width workers of the gang; for a service, of one replica
 * @param stopReason why it was ordered to end, null while nobody wants that
 * @param stopRevision number of the cluster's orders that first told the agent so, null while a mass stop waits
 * @param massStopId the mass stop that has to be confirmed first, null when none
 * @param givenUp a LOST run an operator no longer counts on
 */
record RunRow(
        UUID id,
        long jobId,
        int attempt,
        int clusterId,
        int partitionId,
        RunStage stage,
        int generation,
        int width,
        long leaderEpoch,
        long planVersion,
        Instant leasedAt,
        Instant planLeased,
        @Nullable Instant planStarted,
        @Nullable Instant planExpectedEnd,
        @Nullable Instant planEnded,
        @Nullable StopReason stopReason,
        @Nullable Long stopRevision,
        @Nullable Long massStopId,
        boolean givenUp,
        @Nullable Integer exitCode,
        @Nullable String reason,
        @Nullable String message) {

    /** Whether it counts as its job's one run. */
    boolean active() {
        return !stage.ended() && !givenUp;
    }

    /** Whether the agent is told to end it. */
    boolean stopping() {
        return stopReason != null && stopRevision != null;
    }
}
