package io.exaplan.engine.book;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.model.Footprint;
import io.exaplan.engine.model.Held;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.Room;
import io.exaplan.engine.model.RunFacts;
import io.exaplan.engine.model.StartRules;
import io.exaplan.engine.model.WorkKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which gangs wait for wholly free nodes alone, and what it takes to let one start now: runs that stand on its nodes move to
 * others of the partition, whose devices it leaves free, and start again there with all they have to do.
 *
 * <p>Only training moves that is preemptible, past its minimum, of no higher priority, stands on one node and needs none
 * wholly. So a gang never moves for another, and no two make room for each other in turn.
 */
final class Defragmentation {
    /** Waiting jobs that are looked at, the most urgent first. */
    private static final int LOOKED_AT = 128;

    /** A gang without a start is taken to wait a day: nobody knows how long it would. */
    private static final long DAY = 86_400;

    private final PlanState state;
    private final Set<Long> awaiting;
    private final Set<String> ending;
    private final MigrationPrice price;

    /**
     * @param awaiting jobs whose start waits for runs to end
     * @param ending those runs
     * @param price what moves have to be worth
     */
    Defragmentation(PlanState state, Set<Long> awaiting, Set<String> ending, MigrationPrice price) {
        this.state = state;
        this.awaiting = awaiting;
        this.ending = ending;
        this.price = price;
    }

    /** Gangs that runs could move for, the most urgent first; a gang once for each partition. */
    List<StuckGang> stuck() {
        List<JobFacts> waiting = new ArrayList<>();
        state.byUrgency().stream()
                .filter(plan -> plan.startSecond() > state.now())
                .limit(LOOKED_AT)
                .forEach(plan -> waiting.add(plan.job()));
        state.unplaced().stream().limit(LOOKED_AT).forEach(waiting::add);
        waiting.sort(PlanState.BY_URGENCY);
        List<StuckGang> stuck = new ArrayList<>();
        for (JobFacts job : waiting) {
            for (Shelf shelf : state.shelves()) {
                wanted(job, shelf).ifPresent(wanted -> stuck.add(new StuckGang(job, wanted.placement())));
            }
        }
        return stuck;
    }

    /** The runs that may move for a job, each of which alone costs no more than it gains; none where all together would not help. */
    Set<String> movable(JobFacts job, int partition) {
        Shelf shelf = state.shelf(partition);
        Planned wanted = shelf == null ? null : wanted(job, shelf).orElse(null);
        if (shelf == null || wanted == null) {
            return Set.of();
        }
        Set<String> movable = movable(wanted, shelf);
        return freed(shelf, wanted, movable).holds(wanted.footprint()) ? movable : Set.of();
    }

    /**
     * The way to start a job now for which these runs move.
     *
     * @return none where it is stuck no more, one of them may not move by now, they are too few, they have no room to start
     *     again, or it costs too much
     */
    Optional<Preemption.Way> way(JobFacts job, int partition, Set<String> runs) {
        Shelf shelf = state.shelf(partition);
        return shelf == null
                ? Optional.empty()
                : wanted(job, shelf)
                        .filter(wanted -> movable(wanted, shelf).containsAll(runs))
                        .filter(wanted -> allHaveRoom(shelf, wanted, runs))
                        .map(wanted -> new Preemption.Way(
                                wanted.placement(),
                                held(shelf, runs).stream().map(Held::run).toList(),
                                cost(held(shelf, runs))))
                        .filter(way -> gain(state.plan(job, way.placement()))
                                >= price.minimumGain() * way.lostDeviceSeconds());
    }

    /** A run as it starts again at once, on the same partition, with everything it ever had to do. */
    static Planned again(RunFacts run, PlanState state) {
        return state.plan(
                run.job(),
                new Placement(
                        run.placement().partition(),
                        state.now(),
                        run.placement().width()));
    }

    private boolean allHaveRoom(Shelf shelf, Planned wanted, Set<String> runs) {
        Room left = freed(shelf, wanted, runs);
        boolean holds = left.holds(wanted.footprint());
        left = left.minus(wanted.footprint());
        for (Held held : held(shelf, runs)) {
            holds = holds && startsAgain(held, left);
            left = holds ? left.minus(again(held.run(), state).footprint()) : left;
        }
        return holds;
    }

    /** Whether rules, room and what its tenant may use let a run that moves start again at once, as a job that comes anew. */
    private boolean startsAgain(Held moving, Room left) {
        RunFacts run = moving.run();
        Placement now = new Placement(
                run.placement().partition(), state.now(), run.placement().width());
        if (!state.hasRoom(run.job(), now, left)) {
            return false;
        }
        Footprint charge = state.quotas().chargeOf(moving.runId());
        return state.quotas()
                .holdsWithout(
                        again(run, state).footprint(), charge == null ? List.of() : List.of(charge.since(state.now())));
    }

    private double cost(Collection<Held> moving) {
        double cost = 0;
        for (Held held : moving) {
            cost += Preemption.lostDeviceSeconds(held, state.now())
                    + held.milliDevices().at(state.now()) / 1000.0 * price.restartSeconds();
        }
        return cost;
    }

    /** Its start now, where all but wholly free nodes is there for it and it would end sooner than planned. */
    private Optional<Planned> wanted(JobFacts job, Shelf shelf) {
        if (job.kind() != WorkKind.TRAINING || awaiting.contains(job.id()) || !state.eligible(job, shelf.partition())) {
            return Optional.empty();
        }
        Placement now = new Placement(shelf.id(), state.now(), job.width().minWorkers());
        Planned wanted = state.plan(job, now);
        Planned planned = state.planned(job.id());
        Room free = withoutOwn(shelf.free(), planned);
        boolean sooner = planned == null || wanted.endSecond() < planned.endSecond();
        boolean stuck = sooner
                && !wanted.footprint().wholeNodes().equals(Profile.ZERO)
                && new StartRules(state.now(), state.horizon(), state.datasets()).allow(job, now, free)
                && free.holds(devicesOf(wanted.footprint()))
                && !free.holds(wanted.footprint())
                && state.quotas()
                        .holdsWithout(wanted.footprint(), planned == null ? List.of() : List.of(planned.footprint()));
        return stuck ? Optional.of(wanted) : Optional.empty();
    }

    private double gain(Planned wanted) {
        Planned planned = state.planned(wanted.jobId());
        long sooner = planned == null ? DAY : planned.startSecond() - state.now();
        return wanted.footprint().milliDevices().at(state.now()) / 1000.0 * sooner;
    }

    /** What is free, the job left aside, once these runs have gone. */
    private Room freed(Shelf shelf, Planned wanted, Set<String> runs) {
        return withoutOwn(shelf.freeWithout(held(shelf, runs)), state.planned(wanted.jobId()));
    }

    /** What is free of a partition if a job was not planned on it. */
    private static Room withoutOwn(Room free, @Nullable Planned planned) {
        return planned == null
                        || planned.placement().partition() != free.partition().id()
                ? free
                : free.plus(planned.footprint());
    }

    /** What a run gives back of devices when it goes. */
    private Footprint devicesOf(Held held, Shelf shelf) {
        return devicesOf(
                Footprint.of(held.run(), shelf.partition(), state.hours()).since(state.now()));
    }

    private static Footprint devicesOf(Footprint footprint) {
        return new Footprint(
                footprint.partition(),
                footprint.tenant(),
                footprint.milliDevices(),
                Profile.ZERO,
                footprint.gflopsPerMilliDevice());
    }

    private Set<String> movable(Planned wanted, Shelf shelf) {
        double most = gain(wanted);
        Room beside = withoutOwn(shelf.free(), state.planned(wanted.jobId())).minus(devicesOf(wanted.footprint()));
        return shelf.runs().stream()
                .filter(held -> mayMove(held, wanted.job(), shelf))
                .filter(held -> most >= price.minimumGain() * cost(List.of(held)))
                .filter(held -> startsAgain(held, beside.plus(devicesOf(held, shelf))))
                .map(Held::runId)
                .collect(Collectors.toSet());
    }

    private boolean mayMove(Held held, JobFacts job, Shelf shelf) {
        RunFacts run = held.run();
        return run.job().kind() == WorkKind.TRAINING
                && run.job().priority() <= job.priority()
                && Preemption.mayEnd(run, state.now())
                && state.now() - run.placement().startSecond() >= price.restartSeconds()
                && !ending.contains(held.runId())
                && run.nodes().size() == 1
                && Footprint.wholeNodesOfGang(run.job(), run.placement().width(), shelf.partition()) == 0;
    }

    private static Collection<Held> held(Shelf shelf, Set<String> runs) {
        return shelf.runs().stream().filter(held -> runs.contains(held.runId())).toList();
    }
}
