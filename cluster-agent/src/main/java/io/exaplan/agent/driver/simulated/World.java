package io.exaplan.agent.driver.simulated;

import io.exaplan.agent.driver.HoldOutcome;
import io.exaplan.agent.driver.StopOutcome;
import io.exaplan.contract.PlanClock;
import io.exaplan.contract.RunReasons;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunSpec.WorkKind;
import io.exaplan.contract.RunState;
import io.exaplan.contract.StopOrder;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A simulated cluster: answers what it is told to do. All that was due by itself happens before anything else does, at its
 * own plan time. Not for several threads.
 */
final class World {

    private final WorldState state;
    private final Fates fates;
    private final Course course;

    World(WorldState state, EventLog log, SimulationRules rules) {
        this.state = state;
        this.fates = new Fates(rules);
        this.course = new Course(state, log, fates);
    }

    /** A world of these nodes that keeps nothing. */
    static World of(List<SimulatedNode> nodes, SimulationRules rules) {
        WorldState state = new WorldState();
        beginning(nodes).forEach(state::apply);
        return new World(state, EventLog.NONE, rules);
    }

    /** The first events of a world: all its nodes, all of them good. */
    static List<WorldEvent> beginning(List<SimulatedNode> nodes) {
        return nodes.stream()
                .<WorldEvent>map(node -> new WorldEvent.NodeJoined(node, NodeCondition.GOOD))
                .toList();
    }

    WorldState state() {
        return state;
    }

    /** Whether anything happened since the last call that the planner would want to hear of. */
    boolean takeNews() {
        return course.takeNews();
    }

    /** Takes the planner's plan time over, when it says anything new. */
    void follow(PlanClock clock, Instant wall) {
        PlanAnchor told = PlanAnchor.of(clock, wall);
        if (state.anchor().filter(known -> known.agreesWith(told)).isEmpty()) {
            advance(wall);
            course.happen(new WorldEvent.ClockAnchored(told));
        }
        advance(wall);
    }

    /** Lets everything happen that is due by itself. */
    void advance(Instant wall) {
        state.anchor().ifPresent(anchor -> course.advanceTo(new Moment(wall, anchor.planAt(wall))));
    }

    HoldOutcome hold(RunSpec spec, Instant wall) {
        advance(wall);
        if (state.endedRun(spec.runId()).isPresent()) {
            recall(spec.runId());
            return new HoldOutcome.Held();
        }
        Optional<LiveRun> known = state.run(spec.runId());
        if (known.isPresent() && spec.generation() <= known.get().newestGeneration()) {
            return new HoldOutcome.Held();
        }
        Optional<String> problem = problem(spec);
        if (problem.isPresent()) {
            return new HoldOutcome.Impossible(problem.get());
        }
        Optional<PlanAnchor> anchor = state.anchor();
        if (anchor.isEmpty()) {
            return new HoldOutcome.Postponed("The planner has not told plan time yet.");
        }
        Moment now = new Moment(wall, anchor.get().planAt(wall));
        course.happen(known.isPresent() ? new WorldEvent.RunWanted(spec) : new WorldEvent.RunCreated(spec, now));
        course.placeWaiting(now.plan());
        advance(wall);
        return new HoldOutcome.Held();
    }

    StopOutcome stop(StopOrder order, Instant wall) {
        advance(wall);
        Optional<LiveRun> run = state.run(order.runId());
        if (run.isPresent()) {
            order(run.get(), order, moment(wall));
            return new StopOutcome.Ending();
        }
        recall(order.runId());
        return state.endedRun(order.runId()).isPresent() ? new StopOutcome.Ending() : new StopOutcome.NeverHeld();
    }

    void forget(Collection<String> runIds) {
        for (String runId : runIds) {
            if (state.endedRun(runId).filter(run -> !run.acknowledged()).isPresent()) {
                course.happen(new WorldEvent.EndAcknowledged(runId));
            }
        }
    }

    void markOrphans(Set<String> runIds) {
        List<String> sorted = runIds.stream().sorted().toList();
        if (!sorted.equals(state.orphans())) {
            course.happen(new WorldEvent.OrphansMarked(sorted));
        }
    }

    /**
     * Carries out what somebody outside ordered at an earlier wall time; nothing when it names no node or run of this world.
     */
    void control(ControlCommand command, Instant orderedAt, Instant wall) {
        Moment now = new Moment(wall, moment(orderedAt).plan());
        if (state.anchor().isPresent()) {
            course.advanceTo(now);
        }
        switch (command) {
            case ControlCommand.FailNode fail -> course.lose(fail.node(), Optional.empty(), now);
            case ControlCommand.RestoreNode restore ->
                course.change(restore.node(), NodeCondition::restored, now.plan());
            case ControlCommand.CordonNode cordon ->
                course.change(cordon.node(), node -> node.cordoned(true), now.plan());
            case ControlCommand.UncordonNode uncordon ->
                course.change(uncordon.node(), node -> node.cordoned(false), now.plan());
            case ControlCommand.FailDevice fail -> course.loseDevice(fail.node(), fail.device(), now);
            case ControlCommand.RestoreDevice restore ->
                course.change(restore.node(), node -> node.device(restore.device(), true), now.plan());
            case ControlCommand.FailRun fail ->
                state.run(fail.runId()).ifPresent(run -> course.end(run, failed(now, fail.exitCode()), wall));
        }
    }

    /** The commands up to this offset of the control file have been carried out. */
    void controlRead(long offset) {
        course.happen(new WorldEvent.ControlRead(offset));
    }

    private void order(LiveRun run, StopOrder order, Moment now) {
        String why = order.reason().name().toLowerCase(Locale.ROOT);
        if (!run.placed()) {
            course.end(run, fates.ordered(now.plan(), 0, why), now.wall());
        } else if (run.stop() == null) {
            course.happen(
                    new WorldEvent.StopOrdered(run.runId(), fates.ordered(now.plan(), order.graceSeconds(), why)));
            advance(now.wall());
        }
    }

    private Optional<String> problem(RunSpec spec) {
        if (spec.kind() == WorkKind.UNSUPPORTED) {
            return Optional.of("kind is not known to this agent; allowed: TRAINING, INFERENCE. Upgrade the agent.");
        }
        return SimulatedBehaviour.problem(spec).or(() -> state.floor().impossibility(spec.workers()));
    }

    private void recall(String runId) {
        if (state.endedRun(runId).filter(EndedRun::acknowledged).isPresent()) {
            course.happen(new WorldEvent.EndRecalled(runId));
        }
    }

    /** Before the planner told plan time nothing runs, and any plan time will do. */
    private Moment moment(Instant wall) {
        return new Moment(
                wall, state.anchor().map(anchor -> anchor.planAt(wall)).orElse(Instant.EPOCH));
    }

    private static RunEnd failed(Moment now, int exitCode) {
        return new RunEnd(
                now.plan(), RunState.FAILED, exitCode, RunReasons.EXIT_CODE, "Failed on purpose, from outside.");
    }
}
