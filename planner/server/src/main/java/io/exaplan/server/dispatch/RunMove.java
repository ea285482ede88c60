package io.exaplan.server.dispatch;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One step forward of a run.
 *
 * @param planStarted when its workers were up, if this step tells
 * @param planEnded when it ended, if this step ends it
 * @param givenUp whether it no longer counts as its job's run afterwards
 * @param why for the record of transitions
 */
record RunMove(
        UUID id,
        RunStage from,
        RunStage to,
        @Nullable Instant planStarted,
        @Nullable Instant planEnded,
        @Nullable Integer exitCode,
        @Nullable String reason,
        @Nullable String message,
        boolean givenUp,
        String why) {
    RunMove {
        if (from.ended()) {
            throw new IllegalArgumentException(
                    "Run %s is %s and cannot become %s: an ended run stays ended.".formatted(id, from, to));
        }
        if (to == RunStage.LEASED || (from == RunStage.RUNNING && to == RunStage.STARTING)) {
            throw new IllegalArgumentException(
                    "Run %s is %s and cannot become %s: runs move forward only.".formatted(id, from, to));
        }
    }

    /** What a report told. */
    static RunMove reported(RunRow run, RunStage to, RunStep.Told told, Instant planNow) {
        boolean up = to == RunStage.RUNNING || (to.ended() && told.startedAt() != null);
        Instant started = up ? (told.startedAt() == null ? planNow : told.startedAt()) : null;
        return new RunMove(
                run.id(),
                run.stage(),
                to,
                started,
                to.ended() ? (told.endedAt() == null ? planNow : told.endedAt()) : null,
                told.exitCode(),
                told.reason(),
                told.message(),
                false,
                told.reason() == null ? "reported by the agent" : told.reason());
    }

    /** A step that comes from the planner itself. */
    static RunMove decided(RunRow run, RunStage to, @Nullable Instant planEnded, String reason, boolean givenUp) {
        return new RunMove(run.id(), run.stage(), to, null, planEnded, null, reason, null, givenUp, reason);
    }
}
