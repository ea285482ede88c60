package io.exaplan.engine.book;

import io.exaplan.engine.book.Move.Reason;
import io.exaplan.engine.model.EarliestFit.Fit;
import io.exaplan.engine.model.Held;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.RunFacts;
import io.exaplan.engine.start.PromisedStart;
import io.exaplan.engine.start.RunningJob;
import io.exaplan.engine.start.Share;
import io.exaplan.engine.start.StartState;
import io.exaplan.engine.start.StartWindow;
import io.exaplan.engine.start.WaitingJob;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Asks the policy of the {@link StartDesk} which jobs of a partition start until the end of the frozen window, one priority
 * class after the other. What it names gets its start and is promised, where room, quota and rules admit it; the others are
 * held back until the next second at which something can have changed. Starts that were promised do not move.
 */
final class StartDecision {
    /** Jobs of a partition that are asked about, the most urgent ones. */
    private static final int ASKED = 512;

    /** As in the replays, so that the policy's ties are the same. */
    private static final Comparator<Held> BY_END = Comparator.comparingLong(
                    (Held held) -> held.run().endSecond())
            .thenComparingLong(held -> held.run().job().id());

    private final PlanState state;
    private final Promises promises;
    private final StartDesk desk;
    private final Moves moves;
    private final Set<Long> awaiting;

    /** @param awaiting jobs whose start waits for runs to end; they are promised */
    StartDecision(PlanState state, StartDesk desk, Moves moves, Set<Long> awaiting) {
        this.state = state;
        this.promises = state.promises();
        this.desk = desk;
        this.moves = moves;
        this.awaiting = awaiting;
    }

    /** Decides on one partition. */
    void on(Shelf shelf) {
        Map<Integer, List<Planned>> classes = new TreeMap<>(Comparator.reverseOrder());
        shelf.planned().stream()
                .filter(plan -> state.undecided(plan) && !awaiting.contains(plan.jobId()))
                .sorted(Planned.BY_URGENCY)
                .limit(ASKED)
                .forEach(plan -> classes.computeIfAbsent(plan.job().priority(), unknown -> new ArrayList<>())
                        .add(plan));
        classes.values().forEach(plans -> plans.forEach(plan -> state.unplace(plan.jobId())));
        boolean news = promises.news(shelf.id(), state.lastFrozenSecond());
        long again = news ? Long.MAX_VALUE : promises.askAgain(shelf.id());
        for (List<Planned> plans : classes.values()) {
            again = news ? Math.min(again, ask(shelf.id(), plans)) : again;
            holdOthers(plans, again);
        }
        promises.askAgain(shelf.id(), again);
    }

    /** Says when the answer may be another. */
    private long ask(int partition, List<Planned> plans) {
        Shelf shelf = Objects.requireNonNull(state.shelf(partition));
        List<WaitingJob> waiting = new ArrayList<>();
        Map<Long, Planned> before = new HashMap<>();
        long next = Long.MAX_VALUE;
        for (Planned plan : plans) {
            before.put(plan.jobId(), plan);
            if (plan.job().earliestStartSecond() > state.now()) {
                next = Math.min(next, plan.job().earliestStartSecond());
            } else {
                waiting.add(desk.waiting(plan.job(), plan.placement().width(), shelf.partition()));
            }
        }
        waiting.sort(
                Comparator.comparingLong(WaitingJob::id)); // as they came: the policy's ties do not depend on the plan
        StartState asked = stateOf(shelf, waiting);
        for (PromisedStart start : StartWindow.decide(asked, state.lastFrozenSecond(), desk.policy())) {
            start(shelf, Objects.requireNonNull(before.get(start.job().id())), start);
        }
        return Math.min(next, nextChange(shelf, asked));
    }

    private void holdOthers(List<Planned> plans, long again) {
        for (Planned plan : plans) {
            if (!promises.holds(plan.jobId())) {
                hold(plan, again);
            }
        }
    }

    private void start(Shelf shelf, Planned before, PromisedStart start) {
        JobFacts job = before.job();
        Placement placement = new Placement(
                shelf.id(), start.startSecond(), before.placement().width());
        if (state.admits(job, placement, shelf.free())) {
            state.place(job, placement);
            promises.promise(job.id(), start.shares());
            moves.add(job.id(), before.placement(), placement, Reason.IMPROVED);
        }
    }

    /** Where it stood if that is after the window, otherwise as early as can be once something has changed. */
    private void hold(Planned before, long again) {
        JobFacts job = before.job();
        Shelf shelf = Objects.requireNonNull(state.shelf(before.placement().partition()));
        if (before.startSecond() > state.lastFrozenSecond() && state.admits(job, before.placement(), shelf.free())) {
            state.place(job, before.placement());
            return;
        }
        JobFacts later = job.startingAt(Math.max(again, job.earliestStartSecond()));
        Placement found = state.fit(later, state.rooms()).map(Fit::placement).orElse(null);
        if (found != null) {
            state.place(job, found);
        } else {
            // Its deadline does not let it wait any longer.
            found = state.fit(job, state.rooms()).map(Fit::placement).orElse(null);
            if (found != null) {
                state.place(job, found);
                promises.promise(job.id(), List.of());
            }
        }
        moves.add(job.id(), before.placement(), found, Reason.IMPROVED);
    }

    private long nextChange(Shelf shelf, StartState asked) {
        long after = state.lastFrozenSecond() + 1;
        long next = Long.MAX_VALUE;
        for (Held held : shelf.runs()) {
            long end = held.run().endSecond();
            next = end >= after ? Math.min(next, end) : next;
        }
        for (Planned plan : shelf.planned()) {
            if (promises.holds(plan.jobId())) {
                next = Math.min(next, Math.max(after, plan.endSecond()));
            }
        }
        return next == Long.MAX_VALUE ? Math.max(after, desk.policy().lookAgainSecond(asked)) : next;
    }

    private StartState stateOf(Shelf shelf, List<WaitingJob> waiting) {
        long now = state.now();
        shelf.runs().forEach(held -> desk.stands(held.run()));
        NodeSketch sketch = new NodeSketch(shelf.partition(), desk.nodes(shelf.id()), now);
        List<RunningJob> running = new ArrayList<>();
        for (Held held : shelf.runs().stream().sorted(BY_END).toList()) {
            RunFacts run = held.run();
            long end = Math.max(now + 1, desk.endSecond(run, shelf.partition(), now));
            int devices = StartDesk.devices(run.job(), run.placement().width());
            List<Share> shares = run.nodes().isEmpty()
                    ? sketch.hold(List.of(), devices, now, end)
                    : sketch.holdOn(run.nodes(), devices, now, end);
            running.add(new RunningJob(run.job().id(), end, shares));
        }
        List<PromisedStart> promised = new ArrayList<>();
        for (Planned plan : shelf.planned().stream().sorted(Planned.BY_START).toList()) {
            if (promises.holds(plan.jobId())) {
                WaitingJob job = desk.waiting(plan.job(), plan.placement().width(), shelf.partition());
                long start = Math.max(now, plan.startSecond());
                List<Share> shares =
                        sketch.hold(promises.sharesOf(plan.jobId()), job.devices(), start, start + job.seconds());
                if (start > now) {
                    promised.add(new PromisedStart(job, start, shares));
                } else {
                    running.add(new RunningJob(job.id(), start + job.seconds(), shares));
                }
            }
        }
        return new StartState(
                now,
                shelf.partition().devicesPerNode(),
                sketch.usable(),
                running,
                waiting,
                desk.past(shelf.id()),
                desk.slowdowns(),
                promised);
    }
}
