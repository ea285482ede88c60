package io.exaplan.engine.book;

import io.exaplan.engine.book.Insertion.Placed;
import io.exaplan.engine.book.Insertion.Waiting;
import io.exaplan.engine.book.Move.Reason;
import io.exaplan.engine.model.EarliestFit.Fit;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.RunFacts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Gives jobs their start: the earliest that disturbs nobody, or now, as soon as runs have ended that are in the way. */
final class Admission {
    private final PlanState state;
    private final Awaited awaited;

    Admission(PlanState state, Awaited awaited) {
        this.state = state;
        this.awaited = awaited;
    }

    private sealed interface Decision {
        record Fits(Placement placement) implements Decision {}

        record GoesBefore(Preemption.Way way) implements Decision {}

        record NoRoom() implements Decision {}
    }

    /** A job without a start, which the plan knows. */
    Insertion enter(JobFacts job) {
        return switch (decide(job)) {
            case Decision.Fits(Placement placement) -> {
                state.place(job, placement);
                yield new Placed(placement, List.of(), List.of());
            }
            case Decision.GoesBefore(Preemption.Way way) -> goBefore(job, way);
            case Decision.NoRoom() -> new Waiting(new Explanation(job, state).blockers());
        };
    }

    /** A job whose run has moved: it starts again where room was kept for it, which nobody is asked about any more. */
    Insertion enterAgain(JobFacts job) {
        Insertion entered = enter(job);
        if (entered instanceof Placed placed && placed.placement().startSecond() <= state.now()) {
            state.promises().promise(job.id(), List.of());
        }
        return entered;
    }

    /** What {@link #enter} would answer, planned jobs that would move left out; changes nothing. */
    Insertion preview(JobFacts job) {
        return switch (decide(job)) {
            case Decision.Fits(Placement placement) -> new Placed(placement, List.of(), List.of());
            case Decision.GoesBefore(Preemption.Way way) ->
                new Placed(
                        way.placement(),
                        way.ends().stream().map(RunFacts::runId).toList(),
                        List.of());
            case Decision.NoRoom() -> new Waiting(new Explanation(job, state).blockers());
        };
    }

    private Decision decide(JobFacts job) {
        Optional<Fit> fit = state.fit(job, state.rooms());
        if (fit.isPresent() && fit.get().placement().startSecond() <= state.now()) {
            return new Decision.Fits(fit.get().placement());
        }
        Optional<Preemption.Way> way = new Preemption(state).cheapest(job);
        if (way.isPresent()) {
            return new Decision.GoesBefore(way.get());
        }
        return fit.<Decision>map(found -> new Decision.Fits(found.placement())).orElseGet(Decision.NoRoom::new);
    }

    private Placed goBefore(JobFacts job, Preemption.Way way) {
        for (RunFacts run : way.ends()) {
            state.hold(new RunFacts(run.runId(), run.job(), run.placement(), state.now(), run.nodes()));
        }
        return startAfter(way, job, new Moves());
    }

    /** Lets a job start on nodes that runs leave which only move: room to start again is kept for them. */
    Placed makeRoom(JobFacts job, Preemption.Way way) {
        Moves moves = new Moves();
        Planned before = state.planned(job.id());
        moves.add(job.id(), before == null ? null : before.placement(), way.placement(), Reason.EARLIER);
        for (RunFacts run : way.ends()) {
            awaited.moves(run.job().id(), run.runId());
            Planned again = Defragmentation.again(run, state);
            state.hold(new RunFacts(run.runId(), run.job(), run.placement(), again.endSecond(), Set.of()));
        }
        return startAfter(way, job, moves);
    }

    /** Gives a job its start as soon as runs have ended that hold nothing in its way any more. */
    private Placed startAfter(Preemption.Way way, JobFacts job, Moves moves) {
        Set<String> ends = way.ends().stream().map(RunFacts::runId).collect(Collectors.toCollection(TreeSet::new));
        Planned plan = state.place(job, way.placement());
        state.promises().promise(job.id(), List.of());
        awaited.await(plan, ends);
        new Repair(state, moves).resolve(state.shelfOf(plan), Reason.PREEMPTED);
        new QuotaRepair(state, moves).resolve(Reason.PREEMPTED);
        return new Placed(way.placement(), List.copyOf(ends), moves.toList());
    }
}
