package io.exaplan.agent.driver.simulated;

import io.exaplan.agent.driver.simulated.Agenda.Due;
import io.exaplan.contract.RunReasons;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunSpec.WorkerPlacement;
import io.exaplan.contract.RunState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What happens in a world by itself, and what follows from what. Every event is kept in the log first, then applied. */
final class Course {

    private final WorldState state;
    private final EventLog log;
    private final Fates fates;
    private boolean news;

    Course(WorldState state, EventLog log, Fates fates) {
        this.state = state;
        this.log = log;
        this.fates = fates;
    }

    void happen(WorldEvent event) {
        log.append(event);
        state.apply(event);
        news |= event.concernsThePlanner();
    }

    boolean takeNews() {
        boolean had = news;
        news = false;
        return had;
    }

    /** Lets everything happen that is due by then, each thing at its own plan time. */
    void advanceTo(Moment now) {
        if (state.mishap().isEmpty()) {
            planMishap(now.plan());
        }
        for (Optional<Due> due = due(now); due.isPresent(); due = due(now)) {
            Moment then = new Moment(now.wall(), due.get().at());
            String id = due.get().subject().id();
            switch (due.get().subject().kind()) {
                case NODE_REPAIR -> change(id, NodeCondition::restored, then.plan());
                case MISHAP -> state.mishap().ifPresent(mishap -> strike(mishap, then));
                case RUN -> state.run(id).ifPresent(run -> goOn(run, then));
            }
        }
    }

    /** Gives every waiting run, in the order of creation, what it waits for if that is free. */
    void placeWaiting(Instant now) {
        boolean freed = true;
        while (freed) {
            freed = false;
            for (LiveRun run : state.waiting()) {
                freed |= place(run, now);
            }
        }
    }

    void change(String node, UnaryOperator<NodeCondition> change, Instant now) {
        Optional<NodeCondition> before = state.floor().condition(node);
        Optional<NodeCondition> after = before.map(change);
        if (after.isPresent() && !after.equals(before)) {
            happen(new WorldEvent.NodeChanged(node, after.get()));
            placeWaiting(now);
        }
    }

    /** The node goes away with everything on it. A node that went by itself comes back by itself. */
    void lose(String node, Optional<Instant> backAt, Moment now) {
        Optional<NodeCondition> before = state.floor().condition(node);
        if (before.isEmpty() || (!before.get().ready() && backAt.isPresent())) {
            return;
        }
        change(node, condition -> condition.lost(backAt.orElse(null)), now.plan());
        endAll(
                worker -> worker.node().equals(node),
                new RunEnd(now.plan(), RunState.FAILED, null, RunReasons.NODE_LOST, "Node " + node + " was lost."),
                now);
    }

    void loseDevice(String node, int device, Moment now) {
        if (state.floor().node(node).filter(known -> device < known.devices()).isEmpty()) {
            return;
        }
        change(node, condition -> condition.device(device, false), now.plan());
        String message = "Device " + device + " of node " + node + " was lost.";
        endAll(
                worker -> worker.node().equals(node) && worker.devices().contains(device),
                new RunEnd(now.plan(), RunState.FAILED, null, RunReasons.DEVICE_LOST, message),
                now);
    }

    /** The run ends as told, at the wall time of its plan time as far as that is known. */
    void end(LiveRun run, RunEnd end, Instant wall) {
        RunEnd possible = end.notBefore(run.latestPlan());
        Instant ended = state.anchor()
                .flatMap(anchor -> anchor.wallAt(possible.plan()))
                .filter(known -> known.isBefore(wall))
                .orElse(wall);
        Instant created = run.created().wall();
        happen(new WorldEvent.RunEnded(run.runId(), possible, ended.isBefore(created) ? created : ended));
        placeWaiting(possible.plan());
    }

    private Optional<Due> due(Moment now) {
        return state.nextDue().filter(due -> !due.at().isAfter(now.plan()));
    }

    private void strike(Mishap mishap, Moment then) {
        boolean settledNext = planMishap(then.plan());
        if (settledNext) {
            lose(mishap.node(), Optional.of(then.plan().plus(fates.rules().nodeRepair())), then);
        }
    }

    /** False when the rules know no mishaps (any more); one that was settled earlier is called off then. */
    private boolean planMishap(Instant now) {
        List<String> nodes = List.copyOf(state.floor().names());
        Optional<Mishap> next = fates.next(state.mishap().orElse(null), now, nodes);
        if (next.isPresent() || state.mishap().isPresent()) {
            happen(new WorldEvent.MishapPlanned(next.orElse(null)));
        }
        return next.isPresent();
    }

    private void goOn(LiveRun run, Moment then) {
        Optional<RunEnd> end = run.end().filter(known -> !known.plan().isAfter(then.plan()));
        if (end.isPresent()) {
            end(run, end.get(), then.wall());
        } else {
            RunEnd fate = fates.of(run.spec(), then.plan()).orElse(null);
            happen(new WorldEvent.RunStarted(run.runId(), then.plan(), fate));
        }
    }

    private void endAll(Predicate<WorkerPlacement> concerned, RunEnd end, Moment now) {
        for (LiveRun run : List.copyOf(state.live())) {
            if (run.placed() && run.spec().workers().stream().anyMatch(concerned)) {
                end(run, end, now.wall());
            }
        }
    }

    /** True when the run may have given something back. */
    private boolean place(LiveRun run, Instant now) {
        if (run.placed()) {
            return grow(run);
        }
        if (run.wanted() != null) {
            happen(new WorldEvent.RunGrown(run.runId(), null));
        }
        state.run(run.runId())
                .filter(current -> state.obstacle(current).isEmpty())
                .ifPresent(current -> happen(new WorldEvent.RunPlaced(
                        current.runId(), now.plus(fates.rules().startup()))));
        return false;
    }

    private boolean grow(LiveRun run) {
        RunSpec wanted = run.wanted();
        if (wanted == null || state.obstacle(run).isPresent()) {
            return false;
        }
        Instant startedAt = run.startedAt();
        RunEnd fate = startedAt == null ? null : fates.of(wanted, startedAt).orElse(null);
        happen(new WorldEvent.RunGrown(run.runId(), fate));
        return true;
    }
}
