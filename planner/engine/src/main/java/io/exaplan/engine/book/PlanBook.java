package io.exaplan.engine.book;

import io.exaplan.engine.book.Insertion.Placed;
import io.exaplan.engine.book.Move.Reason;
import io.exaplan.engine.model.BudgetFacts;
import io.exaplan.engine.model.Cut;
import io.exaplan.engine.model.DatasetFacts;
import io.exaplan.engine.model.Eligibility;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.QuotaUse;
import io.exaplan.engine.model.Quotas;
import io.exaplan.engine.model.ReservationFacts;
import io.exaplan.engine.model.Room;
import io.exaplan.engine.model.RunFacts;
import io.exaplan.engine.model.TargetFacts;
import io.exaplan.engine.model.TenantFacts;
import io.exaplan.engine.model.WorkerShape;
import io.exaplan.engine.solver.ImprovedPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The active plan with its profiles, and the only place where it changes.
 *
 * <p>Not thread-safe: one thread owns it. Every method that changes it raises the {@link #revision()} by one and says which
 * starts moved. The plan of a book never asks for more than runs leave, and never starts a job where it is not eligible.
 */
public final class PlanBook {
    private final PlanState state;

    /** Runs that were told to end, and what waits for them. */
    private final Awaited awaited;

    private final Admission admission;

    private long revision;

    /**
     * Opens a book on a snapshot. Runs hold what they hold; current starts are kept where they are possible, others are
     * inserted anew, and jobs without a start get one where there is room.
     */
    public PlanBook(PlanningProblem problem) {
        this(problem, true);
    }

    /** As it stands: jobs without a start keep waiting until something changes. */
    static PlanBook asItStands(PlanningProblem problem) {
        return new PlanBook(problem, false);
    }

    private PlanBook(PlanningProblem problem, boolean insertOthers) {
        state = new PlanState(problem);
        awaited = new Awaited();
        admission = new Admission(state, awaited);
        Opening opening = new Opening(state);
        opening.enter(problem);
        if (insertOthers) {
            opening.insertOthers();
        }
        new Advance(state, new Moves(), awaited).to(problem.nowSecond());
        new QuotaRepair(state, new Moves()).resolve(Reason.RUN_DIFFERS);
    }

    private PlanBook(PlanState state, Awaited awaited) {
        this.state = state;
        this.awaited = awaited;
        this.admission = new Admission(state, awaited);
    }

    /** The book as it stands now, without a policy for starts: what is changed in one of the two is not in the other. */
    PlanBook copy() {
        PlanBook copy = new PlanBook(new PlanState(state), new Awaited(awaited));
        copy.revision = revision;
        return copy;
    }

    /** How often the book has changed. */
    public long revision() {
        return revision;
    }

    // Jobs

    /**
     * Takes a job up and gives it the earliest start that disturbs nobody, or, when that is not now and it goes before
     * others, a start now for which preemptible runs of lower priority end. A job the book holds already is replaced.
     */
    public Insertion insert(JobFacts job) {
        boolean known = state.job(job.id()) != null;
        Insertion inserted = inserted(job);
        StartDesk desk = state.promises().desk();
        if (desk != null && !known && inserted instanceof Placed placed) {
            Placement placement = placed.placement();
            desk.came(
                    job,
                    placement.width(),
                    Objects.requireNonNull(state.shelf(placement.partition())).partition());
        }
        return inserted;
    }

    private Insertion inserted(JobFacts job) {
        boolean moved = awaited.arrived(job.id()).map(state::release).isPresent();
        state.add(job);
        awaited.forget(job.id());
        revision++;
        Insertion entered = moved ? admission.enterAgain(job) : admission.enter(job);
        awaited.settle(state);
        return entered;
    }

    /**
     * What {@link #insert} would answer for a job the book does not hold; planned jobs that would move are left out.
     * Changes nothing.
     */
    public Insertion preview(JobFacts job) {
        return admission.preview(job);
    }

    /** All that would keep a job the book does not hold from starting before the second at which it would, by {@link #preview}. */
    public List<Blocker> blockersBefore(JobFacts job, long startSecond) {
        return new Explanation(job, state, startSecond).blockers();
    }

    /** Knows of no other waiting jobs any more; nobody moves for it. */
    void forgetAllBut(Set<Long> waiting) {
        List.copyOf(state.jobs()).stream()
                .map(JobFacts::id)
                .filter(id -> !waiting.contains(id))
                .forEach(id -> {
                    state.forget(id);
                    awaited.forget(id);
                });
    }

    /** Takes a waiting job out of the book; one it does not hold changes nothing. */
    public BookChange withdraw(long jobId) {
        return change(moves -> {
            Set<Integer> freed = new TreeSet<>();
            Planned plan = state.planned(jobId);
            if (plan != null) {
                freed.add(plan.placement().partition());
            }
            RunFacts moved = awaited.arrived(jobId).map(state::release).orElse(null);
            if (moved != null) {
                freed.add(moved.placement().partition());
            }
            state.forget(jobId);
            awaited.forget(jobId);
            new PullForward(state, moves).fill(freed);
        });
    }

    // Runs

    /**
     * Notes a run: of a lease just given, or as it stands by now (a run the book holds already is replaced). Its job waits
     * no more; where it stands otherwise than planned, the plan gives way.
     */
    public BookChange runStarted(RunFacts reported) {
        RunFacts run = awaited.asHeld(reported, state.run(reported.runId()));
        return change(moves -> {
            Set<Integer> freed = new TreeSet<>();
            Planned plan = state.planned(run.job().id());
            boolean news = plan == null
                    || !asPlanned(plan, run)
                    || state.promises().touched(run.placement().partition());
            if (plan != null && !asPlanned(plan, run)) {
                freed.add(plan.placement().partition());
            }
            StartDesk desk = state.promises().desk();
            if (desk != null && plan != null) {
                desk.started(run);
            }
            RunFacts before = state.run(run.runId());
            if (before != null) {
                freed.add(before.placement().partition());
            }
            state.forget(run.job().id());
            awaited.forget(run.job().id());
            state.hold(run);
            Shelf shelf = state.shelf(run.placement().partition());
            if (shelf != null) {
                new Repair(state, moves).resolve(shelf, Reason.RUN_DIFFERS);
            }
            new PullForward(state, moves).fill(freed);
            if (!news) {
                state.promises().decided(List.of(run.placement().partition()));
            }
        });
    }

    /**
     * Notes that a run gave its capacity back; one the book does not hold changes nothing. What a run held that moves is kept
     * for its job, until that is brought to the book again or withdrawn.
     */
    public BookChange runEnded(String runId) {
        return change(moves -> {
            awaited.ended(runId);
            boolean goesOn = awaited.isMoving(runId);
            RunFacts run = goesOn ? state.run(runId) : state.release(runId);
            StartDesk desk = state.promises().desk();
            if (run != null && desk != null) {
                desk.ended(run, state.now());
            }
            if (run != null && !goesOn) {
                leaveReserved(run.placement().partition(), moves);
                new PullForward(state, moves).fill(List.of(run.placement().partition()));
            }
        });
    }

    /** Expects a run's capacity back at another second: later when it overruns, sooner when it is about to end. */
    public BookChange runExtended(String runId, long endSecond) {
        return change(moves -> extend(runId, endSecond, moves));
    }

    // Partitions and cuts

    /** Takes a partition as it is by now, or one more. */
    public BookChange partitionChanged(PartitionFacts partition) {
        return partitionTaken(partition, Reason.CAPACITY_LOST);
    }

    /** Takes a partition whose devices come free later than was said, since others stay on them. */
    public BookChange partitionHeldLonger(PartitionFacts partition) {
        return partitionTaken(partition, Reason.OVERRUN);
    }

    private BookChange partitionTaken(PartitionFacts partition, Reason reason) {
        return change(moves -> {
            List<Planned> displaced = plannedOn(partition.id());
            state.put(partition);
            displaced.removeIf(plan -> state.eligible(plan.job(), partition)
                    && Eligibility.fabricTakes(plan.job(), plan.placement().width(), partition));
            displaced.forEach(plan -> state.unplace(plan.jobId()));
            Repair repair = new Repair(state, moves);
            state.shelves().stream()
                    .filter(shelf -> shelf.id() == partition.id())
                    .forEach(shelf -> repair.resolve(shelf, reason));
            repair.reinsert(displaced, reason);
            new PullForward(state, moves).fill(List.of(partition.id()));
        });
    }

    /** A partition is gone. Runs on it stay in the book until they are said to have ended. */
    public BookChange partitionRemoved(int partition) {
        return change(moves -> {
            List<Planned> displaced = plannedOn(partition);
            state.remove(partition);
            new Repair(state, moves).reinsert(displaced, Reason.CAPACITY_LOST);
        });
    }

    /** The node placer found no room where the plan said yes. */
    public BookChange cutAdded(Cut cut) {
        return change(moves -> {
            state.cut(cut);
            List<Planned> displaced = plannedOn(cut.partition());
            displaced.removeIf(plan -> !plan.startsBefore(cut.untilSecond())
                    || !cut.covers(plan.job().shape(), plan.placement().width()));
            displaced.forEach(plan -> state.unplace(plan.jobId()));
            new Repair(state, moves).reinsert(displaced, Reason.CUT);
            new PullForward(state, moves).fill(List.of(cut.partition()));
        });
    }

    /** What a cut was for is over before its time; a cut the book does not hold changes nothing. */
    public BookChange cutLifted(int partition, WorkerShape shape, int workers) {
        return change(moves -> {
            state.lift(partition, shape, workers);
            new PullForward(state, moves).fill(List.of(partition));
        });
    }

    // Accounts

    /**
     * Takes what tenants may use by now, all of it: quotas, budgets with what was consumed, targets with what was attained
     * before the book's now. Planned starts beyond it move; runs stay until they end.
     */
    public BookChange accountsChanged(List<TenantFacts> tenants, List<BudgetFacts> budgets, List<TargetFacts> targets) {
        return change(moves -> {
            state.account(tenants, budgets, targets);
            new QuotaRepair(state, moves).resolve(Reason.RULES_CHANGED);
            new PullForward(state, moves).retry();
        });
    }

    // Data

    /**
     * Takes the datasets there are by now, all of them: who may no longer read what it names where it is planned moves; runs
     * stay.
     */
    public BookChange datasetsChanged(List<DatasetFacts> datasets) {
        return change(moves -> {
            state.know(datasets);
            List<Planned> displaced = new ArrayList<>();
            for (Planned plan : state.byStart()) {
                if (!state.eligible(plan.job(), state.shelfOf(plan).partition())) {
                    displaced.add(plan);
                }
            }
            displaced.forEach(plan -> state.unplace(plan.jobId()));
            new Repair(state, moves).reinsert(displaced, Reason.RULES_CHANGED);
            new PullForward(state, moves).retry();
        });
    }

    // Reservations

    /**
     * Takes what is reserved by now, all of it: what is new is carved out of its partition, what is missing is given back.
     * Planned starts inside what is kept for others move; runs inside stay until they end.
     */
    public BookChange reservationsChanged(List<ReservationFacts> reservations) {
        return change(moves -> {
            List<Integer> changed = state.reserve(reservations);
            Repair repair = new Repair(state, moves);
            for (int partition : changed) {
                Shelf shelf = state.shelf(partition);
                if (shelf != null) {
                    repair.resolve(shelf, Reason.RULES_CHANGED);
                }
            }
            new PullForward(state, moves).fill(changed);
        });
    }

    // Time

    /**
     * Moves on in plan time: cuts end, runs past their expected end are expected a while longer, starts that passed without
     * a lease move to now, and the horizon moves on hour by hour. A second before the book's own changes nothing.
     */
    public BookChange advance(long nowSecond) {
        return change(moves -> new Advance(state, moves, awaited).to(nowSecond));
    }

    /** The starts whose time has come, the most urgent first; those that wait for runs to end left out. */
    public List<DueStart> due(long nowSecond) {
        List<Planned> due = new ArrayList<>();
        for (Planned plan : state.byStart()) {
            if (plan.startSecond() > nowSecond) {
                break;
            }
            if (!awaited.jobs().contains(plan.jobId()) && !state.undecided(plan)) {
                due.add(plan);
            }
        }
        due.sort(Planned.BY_URGENCY);
        return due.stream()
                .map(plan -> new DueStart(plan.job(), plan.placement()))
                .toList();
    }

    /** Plan time of the earliest start that waits for nothing but its time. */
    public OptionalLong nextStartSecond() {
        return state.byStart().stream()
                .filter(plan -> !awaited.jobs().contains(plan.jobId()))
                .mapToLong(Planned::startSecond)
                .findFirst();
    }

    // Starts that a policy decides

    /**
     * From now on a policy decides which training jobs start, within what room, quota, reservations and rules admit, higher
     * priority first. A start is promised once the policy named it, as far ahead as starts are frozen; until then it is a
     * prediction. Near starts of the plan as it is count as promised. Services start as they are planned.
     */
    public void letDecide(StartDesk desk) {
        state.promises().letDecide(desk, state);
        List<JobFacts> waiting = new ArrayList<>(state.jobs());
        waiting.sort(Comparator.comparingLong(JobFacts::id));
        for (JobFacts job : waiting) {
            Planned plan = state.planned(job.id());
            if (plan != null) {
                desk.came(job, plan.placement().width(), state.shelfOf(plan).partition());
            }
        }
    }

    /**
     * Asks the policy where something changed or a start came near; changes nothing where no policy decides. To be called
     * when all that is known of a second was brought to the book, before {@link #due}.
     */
    public BookChange decideStarts() {
        StartDesk desk = state.promises().desk();
        List<Integer> partitions = state.promises().toDecide(state);
        if (desk == null || partitions.isEmpty()) {
            return new BookChange(revision, List.of());
        }
        return change(moves -> {
            StartDecision decision = new StartDecision(state, desk, moves, awaited.jobs());
            partitions.stream().map(state::shelf).filter(Objects::nonNull).forEach(decision::on);
            state.promises().decided(partitions);
        });
    }

    // Defragmentation

    /**
     * Gangs that wait for wholly free nodes where enough devices are free on nodes that others share, the most urgent first:
     * they could start now if runs moved together. Changes nothing.
     */
    public List<StuckGang> stuckGangs(MigrationPrice price) {
        return defragmentation(price).stuck();
    }

    /**
     * The runs that may move for a stuck gang: on its partition, of no higher priority, able to start again there at once beside
     * it, each alone worth its price. Changes nothing.
     *
     * @return their ids; none where it is stuck no more, or all of them together would not help
     */
    public Set<String> movableFor(long jobId, int partition, MigrationPrice price) {
        JobFacts job = state.job(jobId);
        return job == null ? Set.of() : defragmentation(price).movable(job, partition);
    }

    /**
     * Lets a stuck gang start as soon as these runs have ended, which are to be told so and queued again.
     *
     * @param runs ids of runs that may move for it and together give it its nodes
     * @return its start, the runs to be told, and all starts that moved, its own among them; none where it is stuck no more or
     *     these runs will not do by now, and the book is as it was
     */
    public Optional<Placed> makeRoom(long jobId, int partition, Set<String> runs, MigrationPrice price) {
        JobFacts job = state.job(jobId);
        return job == null
                ? Optional.empty()
                : defragmentation(price).way(job, partition, runs).map(way -> {
                    revision++;
                    return admission.makeRoom(job, way);
                });
    }

    private Defragmentation defragmentation(MigrationPrice price) {
        return new Defragmentation(state, awaited.jobs(), awaited.runs(), price);
    }

    // Improvement

    /**
     * Takes over what a search found, as far as it is still true: runs, frozen starts and jobs that came meanwhile keep
     * what the book says, what has become impossible is inserted anew. The book changes only when the result costs less
     * than the plan it holds, churn included.
     */
    public Adoption adopt(ImprovedPlan improvement) {
        Rebase rebase = new Rebase(state, improvement, awaited.jobs());
        if (!rebase.gains()) {
            return new Adoption.Declined(rebase.before(), rebase.after());
        }
        BookChange change = change(rebase::publish);
        return new Adoption.Adopted(change, rebase.before(), rebase.after());
    }

    // Reading

    public long nowSecond() {
        return state.now();
    }

    public Optional<Placement> placementOf(long jobId) {
        return Optional.ofNullable(state.planned(jobId)).map(Planned::placement);
    }

    /** Every start, by job id. */
    public Map<Long, Placement> placements() {
        return state.placements();
    }

    /** When a planned job is expected to end, {@link Long#MAX_VALUE} when it has no end. */
    public Optional<Long> expectedEndOf(long jobId) {
        return Optional.ofNullable(state.planned(jobId)).map(Planned::endSecond);
    }

    /**
     * All that keeps a job from starting now, or at its earliest where that is later; empty where nothing does, and for a job
     * the book does not hold.
     */
    public List<Blocker> blockersOf(long jobId) {
        int ending = awaited.countFor(jobId);
        if (ending > 0) {
            return List.of(new Blocker(
                    Condition.WAITING_FOR_PREEMPTED_WORKLOADS,
                    "starts when %d runs that give way to it have ended".formatted(ending)));
        }
        JobFacts job = state.job(jobId);
        return job == null ? List.of() : new Explanation(job, state).blockers();
    }

    /** What is free on a partition over time, from now on. */
    public Optional<Room> room(int partition) {
        return Optional.ofNullable(state.shelf(partition)).map(Shelf::free);
    }

    /** What is free on every partition, sorted by id. */
    public List<Room> rooms() {
        return state.rooms();
    }

    /** What runs and the plan use of every quota. */
    Collection<QuotaUse> quotas() {
        return state.quotas().used();
    }

    /** The most a tenant that a quota limits uses from now on, in PFLOPS. */
    double peakPflops(int tenant) {
        QuotaUse use = state.quotas().usedFor(tenant);
        return use == null ? 0 : use.peak(tenant, state.now()) / Quotas.MFLOPS_PER_PFLOPS;
    }

    /** All of it by value: what a search starts from, and what a book can be opened on again. */
    public PlanningProblem snapshot() {
        return state.snapshot();
    }

    /** The part of it that stands on these partitions: they share nothing but quota, so each can be judged by itself. */
    public PlanningProblem snapshot(Set<Integer> partitions) {
        return state.snapshot(partitions);
    }

    // How

    private void extend(String runId, long endSecond, Moves moves) {
        RunFacts run = state.run(runId);
        if (run == null) {
            return;
        }
        state.hold(new RunFacts(run.runId(), run.job(), run.placement(), endSecond, run.nodes()));
        Shelf shelf = state.shelf(run.placement().partition());
        if (shelf != null && endSecond > run.endSecond()) {
            new Repair(state, moves).resolve(shelf, Reason.OVERRUN);
        } else if (shelf != null) {
            leaveReserved(shelf.id(), moves);
            new PullForward(state, moves).fill(List.of(shelf.id()));
        }
    }

    /** A node that a run shared from its tenant's own pool is the others' once that run is gone: what they plan may be too much. */
    private void leaveReserved(int partition, Moves moves) {
        Shelf shelf = state.shelf(partition);
        if (shelf != null && shelf.free().isReserved()) {
            new Repair(state, moves).resolve(shelf, Reason.RUN_DIFFERS);
        }
    }

    private List<Planned> plannedOn(int partition) {
        Shelf shelf = state.shelf(partition);
        return shelf == null ? new ArrayList<>() : new ArrayList<>(shelf.planned());
    }

    private static boolean asPlanned(Planned plan, RunFacts run) {
        return plan.placement().equals(run.placement()) && plan.endSecond() <= run.endSecond();
    }

    private BookChange change(Consumer<Moves> event) {
        Moves moves = new Moves();
        event.accept(moves);
        new QuotaRepair(state, moves).resolve(Reason.RUN_DIFFERS);
        awaited.settle(state);
        revision++;
        return new BookChange(revision, moves.toList());
    }
}
