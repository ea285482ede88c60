package io.exaplan.agent.driver.simulated;

import io.exaplan.agent.driver.simulated.Agenda.Kind;
import io.exaplan.agent.driver.simulated.Agenda.Subject;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunSpec.WorkerPlacement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A world as its events made it. Nothing changes it but {@link #apply}, and what it is depends on the events alone: replaying
 * a journal gives the world that wrote it.
 */
final class WorldState {

    private static final Subject MISHAP = new Subject(Kind.MISHAP, "");

    private final Floor floor = new Floor();
    private final Map<String, LiveRun> live = new LinkedHashMap<>();
    private final Map<String, EndedRun> ended = new LinkedHashMap<>();
    private final Set<String> waiting = new HashSet<>();
    private final Agenda agenda = new Agenda();
    private List<String> orphans = List.of();
    private long controlOffset;
    private @Nullable PlanAnchor anchor;
    private @Nullable Mishap mishap;

    void apply(WorldEvent event) {
        switch (event) {
            case WorldEvent.NodeJoined joined -> join(joined);
            case WorldEvent.NodeChanged changed -> change(changed.node(), changed.condition());
            case WorldEvent.ClockAnchored anchored -> anchor = anchored.anchor();
            case WorldEvent.MishapPlanned planned -> {
                mishap = planned.mishap();
                agenda.set(MISHAP, Optional.ofNullable(mishap).map(Mishap::at));
            }
            case WorldEvent.RunCreated created -> create(created);
            case WorldEvent.RunPlaced placed -> {
                update(placed.runId(), run -> run.placed(placed.startsAt()));
                waiting.remove(placed.runId());
                run(placed.runId()).ifPresent(run -> floor.take(run.spec().workers()));
            }
            case WorldEvent.RunStarted started ->
                update(started.runId(), run -> run.started(started.plan(), started.fate()));
            case WorldEvent.RunWanted wanted -> {
                update(wanted.spec().runId(), run -> run.wanting(wanted.spec()));
                waiting.add(wanted.spec().runId());
            }
            case WorldEvent.RunGrown grown -> run(grown.runId()).ifPresent(run -> grow(run, grown.fate()));
            case WorldEvent.StopOrdered ordered -> update(ordered.runId(), run -> run.stopping(ordered.end()));
            case WorldEvent.RunEnded end -> run(end.runId()).ifPresent(run -> end(run, end));
            case WorldEvent.EndAcknowledged stored ->
                ended.computeIfPresent(stored.runId(), (id, run) -> run.acknowledged(true));
            case WorldEvent.EndRecalled recalled ->
                ended.computeIfPresent(recalled.runId(), (id, run) -> run.acknowledged(false));
            case WorldEvent.OrphansMarked marked -> orphans = List.copyOf(marked.runIds());
            case WorldEvent.ControlRead read -> controlOffset = read.offset();
            case WorldEvent.LiveRunKept kept -> keep(kept.run());
            case WorldEvent.EndedRunKept kept -> ended.put(kept.run().report().runId(), kept.run());
        }
    }

    /** The fewest events that make this state: what compaction writes, and what tells two states apart. */
    List<WorldEvent> snapshot() {
        List<WorldEvent> events = new ArrayList<>();
        for (String name : floor.names()) {
            events.add(new WorldEvent.NodeJoined(
                    floor.node(name).orElseThrow(), floor.condition(name).orElseThrow()));
        }
        Optional.ofNullable(anchor).ifPresent(known -> events.add(new WorldEvent.ClockAnchored(known)));
        Optional.ofNullable(mishap).ifPresent(planned -> events.add(new WorldEvent.MishapPlanned(planned)));
        ended.values().forEach(run -> events.add(new WorldEvent.EndedRunKept(run)));
        live.values().forEach(run -> events.add(new WorldEvent.LiveRunKept(run)));
        events.add(new WorldEvent.OrphansMarked(orphans));
        events.add(new WorldEvent.ControlRead(controlOffset));
        return events;
    }

    /** Runs and nodes together: about as many lines as a snapshot has. */
    int size() {
        return live.size() + ended.size() + floor.names().size();
    }

    Floor floor() {
        return floor;
    }

    Optional<LiveRun> run(String runId) {
        return Optional.ofNullable(live.get(runId));
    }

    Optional<EndedRun> endedRun(String runId) {
        return Optional.ofNullable(ended.get(runId));
    }

    /** In the order of their creation. */
    Collection<LiveRun> live() {
        return Collections.unmodifiableCollection(live.values());
    }

    Collection<EndedRun> ended() {
        return Collections.unmodifiableCollection(ended.values());
    }

    /** Runs whose specification, or whose newer one, does not fit yet; in the order of their creation. */
    List<LiveRun> waiting() {
        return waiting.isEmpty()
                ? List.of()
                : live.values().stream()
                        .filter(run -> waiting.contains(run.runId()))
                        .toList();
    }

    /** Why what the run wants cannot be its own now, leaving aside what it holds already; nothing when it can. */
    Optional<String> obstacle(LiveRun run) {
        RunSpec wanted = run.wanted();
        if (wanted == null || !run.placed()) {
            return floor.obstacle(run.spec().workers());
        }
        List<WorkerPlacement> held = run.spec().workers();
        List<WorkerPlacement> leaving = without(held, wanted.workers());
        floor.giveBack(leaving);
        try {
            return floor.obstacle(without(wanted.workers(), held));
        } finally {
            floor.take(leaving);
        }
    }

    List<String> orphans() {
        return orphans;
    }

    long controlOffset() {
        return controlOffset;
    }

    /** Plan time by wall time; nothing before the planner first told it. */
    Optional<PlanAnchor> anchor() {
        return Optional.ofNullable(anchor);
    }

    Optional<Mishap> mishap() {
        return Optional.ofNullable(mishap);
    }

    Optional<Agenda.Due> nextDue() {
        return agenda.first();
    }

    private static List<WorkerPlacement> without(List<WorkerPlacement> workers, List<WorkerPlacement> others) {
        return workers.stream().filter(worker -> !others.contains(worker)).toList();
    }

    private void join(WorldEvent.NodeJoined joined) {
        floor.add(joined.node(), joined.condition());
        change(joined.node().name(), joined.condition());
    }

    private void change(String node, NodeCondition condition) {
        floor.change(node, condition);
        agenda.set(new Subject(Kind.NODE_REPAIR, node), Optional.ofNullable(condition.repairAt()));
    }

    private void create(WorldEvent.RunCreated created) {
        String runId = created.spec().runId();
        if (live.containsKey(runId)) {
            update(runId, LiveRun::createdAgain);
        } else if (ended.containsKey(runId)) {
            ended.computeIfPresent(runId, (id, run) -> run.createdAgain());
        } else {
            keep(LiveRun.created(created.spec(), created.moment()));
        }
    }

    private void keep(LiveRun run) {
        put(run);
        if (run.placed()) {
            floor.take(run.spec().workers());
        }
        if (!run.placed() || run.wanted() != null) {
            waiting.add(run.runId());
        }
    }

    private void grow(LiveRun run, @Nullable RunEnd fate) {
        if (run.wanted() == null) {
            return;
        }
        if (run.placed()) {
            floor.giveBack(run.spec().workers());
            floor.take(run.wanted().workers());
            waiting.remove(run.runId());
        }
        put(run.grown(run.wanted(), fate));
    }

    private void end(LiveRun run, WorldEvent.RunEnded end) {
        if (run.placed()) {
            floor.giveBack(run.spec().workers());
        }
        live.remove(run.runId());
        waiting.remove(run.runId());
        agenda.set(new Subject(Kind.RUN, run.runId()), Optional.empty());
        ended.put(run.runId(), run.ended(end.end(), end.wall()));
    }

    private void update(String runId, UnaryOperator<LiveRun> change) {
        run(runId).map(change).ifPresent(this::put);
    }

    private void put(LiveRun run) {
        live.put(run.runId(), run);
        agenda.set(new Subject(Kind.RUN, run.runId()), run.due());
    }
}
