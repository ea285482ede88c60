package io.exaplan.agent.driver.simulated;

import io.exaplan.contract.RunState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How and when a run ends or will end.
 *
 * @param plan plan time of the end
 * @param state SUCCEEDED, FAILED or STOPPED
 * @param exitCode exit code of its workers, absent when nothing was left to tell it
 * @param reason token of {@link io.exaplan.contract.RunReasons}
 * @param message one sentence for people, absent when there is nothing to add
 */
record RunEnd(
        Instant plan,
        RunState state,
        @Nullable Integer exitCode,
        String reason,
        @Nullable String message) {

    /** The same end, at this plan time at the earliest: a corrected clock must not end a run before it began. */
    RunEnd notBefore(Instant earliest) {
        return plan.isBefore(earliest) ? new RunEnd(earliest, state, exitCode, reason, message) : this;
    }
}
