package io.exaplan.engine.book;

import io.exaplan.engine.book.Move.Reason;
import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.model.Cut;
import io.exaplan.engine.model.EarliestFit.Fit;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.RunFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Lets plan time pass. */
final class Advance {
    private static final long HOUR = 3600;

    /** An overrun is expected to last a tenth of what the run has taken so far, within these bounds. */
    private static final long SHORTEST_OVERRUN = 60;

    /** Jobs without a start that are tried again when the horizon moves on. */
    private static final int RETRIED = 64;

    private final PlanState state;
    private final Moves moves;
    private final Awaited awaited;

    /** @param awaited runs that were told to end: they are not expected for longer */
    Advance(PlanState state, Moves moves, Awaited awaited) {
        this.state = state;
        this.moves = moves;
        this.awaited = awaited;
    }

    void to(long second) {
        if (second < state.now()) {
            return;
        }
        state.moveTo(second);
        Repair repair = new Repair(state, moves);
        for (int partition : keepRoomForMoves()) {
            resolve(repair, partition, Reason.OVERRUN);
        }
        for (int partition : extendOverruns()) {
            resolve(repair, partition, Reason.OVERRUN);
        }
        for (int partition : delayLateStarts()) {
            resolve(repair, partition, Reason.DELAYED);
        }
        List<Integer> reopened =
                state.endCuts().stream().map(Cut::partition).distinct().toList();
        new PullForward(state, moves).fill(reopened);
        if (state.horizonDue() - state.horizon() >= HOUR) {
            state.moveHorizon();
            retryUnplaced();
        }
    }

    private void resolve(Repair repair, int partition, Reason reason) {
        Shelf shelf = state.shelf(partition);
        if (shelf != null) {
            repair.resolve(shelf, reason);
        }
    }

    /** What moves has yet to start again, and then takes as long as it ever did. */
    private Collection<Integer> keepRoomForMoves() {
        Set<Integer> touched = new TreeSet<>();
        for (String runId : awaited.movingRuns()) {
            RunFacts run = state.run(runId);
            if (run != null && state.shelf(run.placement().partition()) != null) {
                long end = Defragmentation.again(run, state).endSecond();
                state.hold(new RunFacts(runId, run.job(), run.placement(), end, run.nodes()));
                touched.add(run.placement().partition());
            }
        }
        return touched;
    }

    private Collection<Integer> extendOverruns() {
        Set<Integer> touched = new TreeSet<>();
        Set<String> ending = awaited.runs();
        for (RunFacts run : state.runsEndingBy(state.now())) {
            if (!ending.contains(run.runId())) {
                long ran = state.now() - run.placement().startSecond();
                long more = Math.clamp(ran / 10, SHORTEST_OVERRUN, HOUR);
                state.hold(new RunFacts(
                        run.runId(), run.job(), run.placement(), Seconds.after(state.now(), more), run.nodes()));
                touched.add(run.placement().partition());
            }
        }
        return touched;
    }

    private Collection<Integer> delayLateStarts() {
        List<Planned> late = new ArrayList<>(state.startingBefore(state.now()));
        late.sort(Planned.BY_URGENCY);
        Set<Integer> touched = new TreeSet<>();
        for (Planned plan : late) {
            Placement then = plan.placement();
            Placement now = new Placement(then.partition(), state.now(), then.width());
            touched.add(then.partition());
            if (plan.job().endsInTime(now, state.shelfOf(plan).partition())) {
                state.place(plan.job(), now);
                moves.add(plan.jobId(), then, now, Reason.DELAYED);
            } else {
                state.unplace(plan.jobId());
                new Repair(state, moves).reinsert(List.of(plan), Reason.DELAYED);
            }
        }
        return touched;
    }

    private void retryUnplaced() {
        List<JobFacts> jobs = state.unplaced().stream().limit(RETRIED).toList();
        for (JobFacts job : jobs) {
            state.fit(job, state.rooms()).map(Fit::placement).ifPresent(found -> {
                state.place(job, found);
                moves.add(job.id(), null, found, Reason.EARLIER);
            });
        }
    }
}
