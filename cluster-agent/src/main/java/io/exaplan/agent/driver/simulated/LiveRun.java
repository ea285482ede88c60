package io.exaplan.agent.driver.simulated;

import io.exaplan.contract.RunReport;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunState;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run that exists in the world. It waits while {@code startsAt} is absent, starts until {@code startedAt}, then runs.
 *
 * @param spec the specification it was created from, or grew into
 * @param wanted a newer specification that does not fit yet, absent otherwise
 * @param created when it was created
 * @param creations how often it was created; more than once is a fault the audit counts
 * @param startsAt plan time at which its workers are or were up, absent while its devices are not its own
 * @param startedAt plan time at which its workers came up
 * @param fate how it ends if nobody interferes, absent for a service without end
 * @param stop how it ends by order, absent without one
 */
record LiveRun(
        RunSpec spec,
        @Nullable RunSpec wanted,
        Moment created,
        int creations,
        @Nullable Instant startsAt,
        @Nullable Instant startedAt,
        @Nullable RunEnd fate,
        @Nullable RunEnd stop) {

    static LiveRun created(RunSpec spec, Moment moment) {
        return new LiveRun(spec, null, moment, 1, null, null, null, null);
    }

    String runId() {
        return spec.runId();
    }

    /** Whether devices, CPU and memory of its specification are its own. */
    boolean placed() {
        return startsAt != null;
    }

    int newestGeneration() {
        return wanted == null ? spec.generation() : wanted.generation();
    }

    /** Plan time of the last thing that has happened to it. */
    Instant latestPlan() {
        return startedAt == null ? created.plan() : startedAt;
    }

    LiveRun createdAgain() {
        return new LiveRun(spec, wanted, created, creations + 1, startsAt, startedAt, fate, stop);
    }

    LiveRun wanting(@Nullable RunSpec newer) {
        return new LiveRun(spec, newer, created, creations, startsAt, startedAt, fate, stop);
    }

    LiveRun placed(Instant workersUpAt) {
        return new LiveRun(spec, wanted, created, creations, workersUpAt, startedAt, fate, stop);
    }

    LiveRun started(Instant at, @Nullable RunEnd newFate) {
        return new LiveRun(spec, wanted, created, creations, startsAt, at, newFate, stop);
    }

    LiveRun grown(RunSpec newer, @Nullable RunEnd newFate) {
        return new LiveRun(newer, null, created, creations, startsAt, startedAt, newFate, stop);
    }

    LiveRun stopping(RunEnd end) {
        return new LiveRun(spec, wanted, created, creations, startsAt, startedAt, fate, end);
    }

    /** The end that comes first, if any is certain. */
    Optional<RunEnd> end() {
        return Stream.of(Optional.ofNullable(fate), Optional.ofNullable(stop))
                .flatMap(Optional::stream)
                .reduce((first, second) -> second.plan().isBefore(first.plan()) ? second : first);
    }

    /** Plan time of the next thing that happens to it by itself. */
    Optional<Instant> due() {
        Optional<Instant> end = end().map(RunEnd::plan);
        if (startsAt == null || startedAt != null) {
            return end;
        }
        return end.filter(at -> at.isBefore(startsAt)).or(() -> Optional.of(startsAt));
    }

    RunReport report(@Nullable String reason, @Nullable String message) {
        RunState state = startedAt == null ? RunState.STARTING : RunState.RUNNING;
        return new RunReport(runId(), spec.jobId(), spec.generation(), state, startedAt, null, null, reason, message);
    }

    EndedRun ended(RunEnd end, Instant wall) {
        RunReport report = new RunReport(
                runId(),
                spec.jobId(),
                spec.generation(),
                end.state(),
                startedAt,
                end.plan(),
                end.exitCode(),
                end.reason(),
                end.message());
        return new EndedRun(report, created, new Moment(wall, end.plan()), creations, false);
    }
}
