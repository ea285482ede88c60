package io.exaplan.server.dispatch;

import io.exaplan.contract.RunReport;
import io.exaplan.contract.RunState;
import io.exaplan.contract.StopReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a report means for a run. Pure: the same run and report give the same step, and no step leads back. */
sealed interface RunStep {

    /** Nothing that is not known already. */
    record Unchanged() implements RunStep {}

    /** Its end is stored; the agent need not report it again. */
    record EndKnown() implements RunStep {}

    /** The cluster holds a run that ended here: nothing is done without an operator's word. */
    record Undead(String explanation) implements RunStep {}

    /** Given up, and here it is again, or its end; adopted unless its job has gone on. */
    record Returned(RunStage to, Told told) implements RunStep {}

    /** It goes on to this stage. */
    record Moved(RunStage to, Told told) implements RunStep {}

    /**
     * What else the report tells, made storable.
     *
     * @param startedAt plan time at which all workers were up, null when it did not say
     * @param endedAt plan time of its end, null when it did not say
     */
    record Told(
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Integer exitCode,
            @Nullable String reason,
            @Nullable String message) {
        private static final int LONGEST_REASON = 100;
        private static final int LONGEST_MESSAGE = 1000;

        static Told of(RunRow run, RunReport report, Instant planNow) {
            Instant started = between(run.planLeased(), report.startedAt(), planNow);
            Instant earliestEnd = run.planStarted() == null ? run.planLeased() : run.planStarted();
            return new Told(
                    started,
                    between(earliestEnd, report.endedAt(), planNow),
                    report.exitCode(),
                    Storable.text(report.reason(), LONGEST_REASON),
                    Storable.text(report.message(), LONGEST_MESSAGE));
        }

        private static @Nullable Instant between(Instant least, @Nullable Instant told, Instant most) {
            if (told == null) {
                return null;
            }
            Instant notLater = told.isAfter(most) ? most : told;
            return notLater.isBefore(least) ? least : notLater;
        }
    }

    /**
     * @param service whether it is a service with a stated length, which is done when it is told to end at that length
     * @param planNow plan time of this moment; no report is from later
     */
    static RunStep of(RunRow run, RunReport report, boolean service, Instant planNow) {
        boolean over = report.state().ended() || report.state() == RunState.UNSUPPORTED;
        if (run.stage().ended()) {
            return over ? new EndKnown() : undead(run, report);
        }
        Told told = Told.of(run, report, planNow);
        RunStage to = target(run, report.state(), service);
        if (run.givenUp()) {
            return new Returned(to, told);
        }
        return to == run.stage() ? new Unchanged() : new Moved(to, told);
    }

    private static RunStage target(RunRow run, RunState reported, boolean service) {
        return switch (reported) {
            case STARTING -> run.stage() == RunStage.RUNNING ? RunStage.RUNNING : RunStage.STARTING;
            case RUNNING -> RunStage.RUNNING;
            case SUCCEEDED -> RunStage.SUCCEEDED;
            case FAILED -> RunStage.FAILED;
            case STOPPED -> stopped(run.stopReason(), service);
            // Before anything of it exists there is nothing to wait for; later it may yet end by itself.
            case UNSUPPORTED -> run.stage() == RunStage.LEASED ? RunStage.FAILED : run.stage();
        };
    }

    private static RunStage stopped(@Nullable StopReason why, boolean service) {
        return switch (why) {
            case null -> RunStage.FAILED;
            case CANCELLED, SUSPENDED -> RunStage.CANCELLED;
            case PREEMPTED -> RunStage.PREEMPTED;
            case EXPIRED -> service ? RunStage.SUCCEEDED : RunStage.FAILED;
            case ORPHANED, UNSUPPORTED -> RunStage.FAILED;
        };
    }

    private static Undead undead(RunRow run, RunReport report) {
        return new Undead("The cluster reports run %s of job %d as %s; it is recorded here as %s. Nothing was stopped."
                .formatted(run.id(), run.jobId(), report.state(), run.stage()));
    }
}
