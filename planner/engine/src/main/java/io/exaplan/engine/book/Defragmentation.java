package io.exaplan.engine.book;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.model.Footprint;
import io.exaplan.engine.model.Held;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.Room;
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
 * others of the partition, whose devices it leaves free.
 *
 * <p>Only training moves that is preemptible, past its minimum, of no higher priority, stands on one node and needs none
 * wholly. So a gang never moves for another, and no two make room for each other in turn.
 */
final class Defragmentation {
    /** Waiting jobs that are looked at, the most urgent first. */
    private static final int LOOKED_AT = 128;

    private final PlanState state;
    private final Set<Long> awaiting;
    private final Set<String> ending;

    /**
     * @param awaiting jobs whose start waits for runs to end
     * @param ending those runs
     */
    Defragmentation(PlanState state, Set<Long> awaiting, Set<String> ending) {
        this.state = state;
        this.awaiting = awaiting;
        this.ending = ending;
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
                wanted(job, shelf).ifPresent(wanted -> {
                    Set<String> movable = movable(job, shelf);
                    if (holds(shelf, wanted, movable)) {
                        stuck.add(new StuckGang(job, wanted.placement(), gain(wanted), movable));
                    }
                });
            }
        }
        return stuck;
    }

    /**
     * The way to start a job now for which these runs move.
     *
     * @param minimumGain of device-seconds waited less, for each device-second of work that may be thrown away
     * @return none where it is stuck no more, one of them may not move by now, they are too few, or too much work is lost
     */
    Optional<Preemption.Way> way(JobFacts job, int partition, Set<String> runs, double minimumGain) {
        Shelf shelf = state.shelf(partition);
        if (shelf == null || !movable(job, shelf).containsAll(runs)) {
            return Optional.empty();
        }
        Collection<Held> moving = held(shelf, runs);
        double lost = moving.stream()
                .mapToDouble(held -> Preemption.lostDeviceSeconds(held, state.now()))
                .sum();
        return wanted(job, shelf)
                .filter(wanted -> holds(shelf, wanted, runs) && gain(wanted) >= minimumGain * lost)
                .map(wanted -> new Preemption.Way(
                        wanted.placement(), moving.stream().map(Held::run).toList(), lost));
    }

    /** Its start now, where all but wholly free nodes is there for it and it would end sooner than planned. */
    private Optional<Planned> wanted(JobFacts job, Shelf shelf) {
        if (awaiting.contains(job.id()) || !state.eligible(job, shelf.partition())) {
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
        long start = planned == null ? state.horizon() : planned.startSecond();
        return wanted.footprint().milliDevices().at(state.now()) / 1000.0 * (start - state.now());
    }

    /** Whether it has its nodes once these runs have left them; what they take, they take elsewhere. */
    private boolean holds(Shelf shelf, Planned wanted, Set<String> runs) {
        return withoutOwn(shelf.freeWithout(held(shelf, runs)), state.planned(wanted.jobId()))
                .holds(wanted.footprint());
    }

    /** What is free of a partition if a job was not planned on it. */
    private static Room withoutOwn(Room free, @Nullable Planned planned) {
        return planned == null
                        || planned.placement().partition() != free.partition().id()
                ? free
                : free.plus(planned.footprint());
    }

    private static Footprint devicesOf(Footprint footprint) {
        return new Footprint(
                footprint.partition(),
                footprint.tenant(),
                footprint.milliDevices(),
                Profile.ZERO,
                footprint.gflopsPerMilliDevice());
    }

    private Set<String> movable(JobFacts job, Shelf shelf) {
        return shelf.runs().stream()
                .filter(held -> mayMove(held, job, shelf))
                .map(Held::runId)
                .collect(Collectors.toSet());
    }

    private boolean mayMove(Held held, JobFacts job, Shelf shelf) {
        JobFacts other = held.run().job();
        return other.kind() == WorkKind.TRAINING
                && other.priority() <= job.priority()
                && Preemption.mayEnd(held.run(), state.now())
                && !ending.contains(held.runId())
                && held.run().nodes().size() == 1
                && Footprint.wholeNodesOfGang(other, held.run().placement().width(), shelf.partition()) == 0;
    }

    private static Collection<Held> held(Shelf shelf, Set<String> runs) {
        return shelf.runs().stream().filter(held -> runs.contains(held.runId())).toList();
    }
}
