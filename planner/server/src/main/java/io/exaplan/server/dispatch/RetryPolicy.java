package io.exaplan.server.dispatch;

import io.exaplan.contract.RunReasons;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a failed run is tried again. Attempts count what the job itself did wrong; a node that failed under it is another
 * matter, with a bound of its own.
 *
 * @param maxAttempts how many runs may fail by themselves before the job has failed
 * @param exitCodes exit codes that are worth another attempt; empty means all
 * @param onNodeFailure whether it starts again when a node failed
 * @param maxNodeFailureRestarts how often at most
 */
record RetryPolicy(int maxAttempts, Set<Integer> exitCodes, boolean onNodeFailure, int maxNodeFailureRestarts) {
    private static final Set<String> NODE_REASONS = Set.of("NodeLost", "DeviceLost");
    private static final Set<String> FINAL_REASONS = Set.of("MaxDurationExceeded", "Unsupported", "StoppedByOrder");

    /** What follows from a failure, with the reason for the record. */
    sealed interface Verdict {
        record Again(String why) implements Verdict {}

        record Failed(String why) implements Verdict {}
    }

    /**
     * Judges the newest failure.
     *
     * @param reason the failed run's reason token
     * @param ownFailures runs of the job that failed by themselves, this one included
     * @param nodeFailures runs of the job that failed with a node, this one included
     */
    Verdict judge(@Nullable String reason, @Nullable Integer exitCode, int ownFailures, int nodeFailures) {
        if (isNodeFailure(reason)) {
            if (!onNodeFailure) {
                return new Verdict.Failed("a node failed and the job does not want to start again");
            }
            return nodeFailures > maxNodeFailureRestarts
                    ? new Verdict.Failed("nodes failed under it %d times".formatted(nodeFailures))
                    : new Verdict.Again("a node failed under it");
        }
        if (RunReasons.LEASE_EXPIRED.equals(reason)) {
            return new Verdict.Again("its cluster was out of touch for longer than its lease");
        }
        if (reason != null && FINAL_REASONS.contains(reason)) {
            return new Verdict.Failed(reason);
        }
        if (ownFailures >= maxAttempts) {
            return new Verdict.Failed("attempt %d of %d failed%s".formatted(ownFailures, maxAttempts, code(exitCode)));
        }
        if (!exitCodes.isEmpty() && (exitCode == null || !exitCodes.contains(exitCode))) {
            return new Verdict.Failed("failed%s, which is not worth another attempt".formatted(code(exitCode)));
        }
        return new Verdict.Again("attempt %d of %d failed%s".formatted(ownFailures, maxAttempts, code(exitCode)));
    }

    static boolean isNodeFailure(@Nullable String reason) {
        return reason != null && NODE_REASONS.contains(reason);
    }

    private static String code(@Nullable Integer exitCode) {
        return exitCode == null ? "" : " with exit code " + exitCode;
    }
}
