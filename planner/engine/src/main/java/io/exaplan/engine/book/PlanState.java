package io.exaplan.engine.book;

import io.exaplan.engine.book.QuotaBook.Counted;
import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.model.BudgetFacts;
import io.exaplan.engine.model.CityHours;
import io.exaplan.engine.model.Cut;
import io.exaplan.engine.model.DatasetFacts;
import io.exaplan.engine.model.Datasets;
import io.exaplan.engine.model.EarliestFit;
import io.exaplan.engine.model.Eligibility;
import io.exaplan.engine.model.Footprint;
import io.exaplan.engine.model.Held;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Meter.Purpose;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanCost;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.PlanningSettings;
import io.exaplan.engine.model.Pools;
import io.exaplan.engine.model.Quotas;
import io.exaplan.engine.model.ReservationFacts;
import io.exaplan.engine.model.Room;
import io.exaplan.engine.model.RunFacts;
import io.exaplan.engine.model.StartRules;
import io.exaplan.engine.model.TargetFacts;
import io.exaplan.engine.model.TenantFacts;
import io.exaplan.engine.model.WorkKind;
import io.exaplan.engine.model.WorkerShape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the book knows, kept consistent: jobs, runs, starts, and the room they leave. No policy. */
final class PlanState {
    /** Who is tried first among those without a start. */
    static final Comparator<JobFacts> BY_URGENCY = Comparator.comparingInt(JobFacts::priority)
            .reversed()
            .thenComparingLong(JobFacts::submittedSecond)
            .thenComparingLong(JobFacts::id);

    private static final Comparator<RunFacts> BY_END =
            Comparator.comparingLong(RunFacts::endSecond).thenComparing(RunFacts::runId);

    /** What is past is dropped from the profiles now and then, not at every second. */
    private static final long FORGET_EVERY_SECONDS = 600;

    private final PlanningSettings settings;
    private QuotaBook quotas;
    private Datasets datasets;
    private final long frozenSeconds;
    private final long horizonSeconds;

    private final Map<Integer, Shelf> shelves = new TreeMap<>();
    private final Map<Long, JobFacts> jobs = new TreeMap<>();
    private final Map<Long, Planned> planned = new HashMap<>();
    private final NavigableSet<Planned> byStart = new TreeSet<>(Planned.BY_START);
    private final NavigableSet<Planned> byUrgency = new TreeSet<>(Planned.BY_URGENCY);
    private final NavigableSet<JobFacts> unplaced = new TreeSet<>(BY_URGENCY);
    private final Map<String, RunFacts> runs = new TreeMap<>();
    private final NavigableSet<RunFacts> runsByEnd = new TreeSet<>(BY_END);
    private final List<Cut> cuts = new ArrayList<>();

    /** Which starts are promised, where a policy decides starts. */
    private final Promises promises = new Promises();

    private CityHours hours;

    /** What is reserved, budgeted and promised, and the data there is; the rest of it is of the opening. */
    private PlanningProblem world;

    private long now;
    private long forgottenBefore;

    PlanState(PlanningProblem problem) {
        settings = problem.settings();
        quotas = new QuotaBook(Quotas.of(problem));
        datasets = Datasets.of(problem.datasets());
        now = problem.nowSecond();
        frozenSeconds = Math.max(0, problem.frozenUntilSecond() - now);
        horizonSeconds = Math.max(0, problem.horizonSecond() - now);
        hours = CityHours.of(problem);
        world = problem.withJobs(List.of(), Map.of());
        problem.partitions().forEach(partition -> shelves.put(partition.id(), shelf(partition)));
        problem.runs().forEach(this::hold);
        problem.cuts().forEach(this::cut);
    }

    /** The same without a policy for starts, to go on from on its own. */
    PlanState(PlanState other) {
        settings = other.settings;
        quotas = new QuotaBook(other.quotas);
        datasets = other.datasets;
        frozenSeconds = other.frozenSeconds;
        horizonSeconds = other.horizonSeconds;
        other.shelves.forEach((id, shelf) -> shelves.put(id, new Shelf(shelf)));
        jobs.putAll(other.jobs);
        planned.putAll(other.planned);
        byStart.addAll(other.byStart);
        byUrgency.addAll(other.byUrgency);
        unplaced.addAll(other.unplaced);
        runs.putAll(other.runs);
        runsByEnd.addAll(other.runsByEnd);
        cuts.addAll(other.cuts);
        hours = other.hours;
        world = other.world;
        now = other.now;
        forgottenBefore = other.forgottenBefore;
    }

    PlanningProblem snapshot() {
        return told(shelves.values(), List.copyOf(jobs.values()), List.copyOf(runs.values()), placements());
    }

    /** What is planned and what runs on some partitions; what waits without a start is on none. */
    PlanningProblem snapshot(Set<Integer> partitions) {
        List<Shelf> asked = shelves.values().stream()
                .filter(shelf -> partitions.contains(shelf.id()))
                .toList();
        List<Planned> there =
                asked.stream().flatMap(shelf -> shelf.planned().stream()).toList();
        return told(
                asked,
                there.stream()
                        .map(Planned::job)
                        .sorted(Comparator.comparingLong(JobFacts::id))
                        .toList(),
                asked.stream()
                        .flatMap(shelf -> shelf.runs().stream())
                        .map(Held::run)
                        .sorted(Comparator.comparing(RunFacts::runId))
                        .toList(),
                there.stream().collect(Collectors.toMap(Planned::jobId, Planned::placement)));
    }

    private PlanningProblem told(
            Collection<Shelf> where, List<JobFacts> waiting, List<RunFacts> running, Map<Long, Placement> plan) {
        Map<Counted, Double> counted = quotas.countedBy(now);
        return new PlanningProblem(
                now,
                hours.untilSecond(),
                frozenUntil(),
                hours.zone(),
                where.stream().map(Shelf::partition).toList(),
                world.tenants(),
                waiting,
                running,
                cuts,
                plan,
                settings,
                world.reservations(),
                world.budgets().stream()
                        .map(budget -> budget.consumed(budget.consumedPflopsDays()
                                + counted.getOrDefault(new Counted(Purpose.BUDGET, budget.id()), 0.0)))
                        .toList(),
                world.datasets(),
                world.targets().stream()
                        .map(target -> target.attained(target.attainedPflopsDays()
                                + counted.getOrDefault(new Counted(Purpose.TARGET, target.id()), 0.0)))
                        .toList());
    }

    // Time

    long now() {
        return now;
    }

    long horizon() {
        return hours.untilSecond();
    }

    CityHours hours() {
        return hours;
    }

    PlanningSettings settings() {
        return settings;
    }

    /** Starts before this second do not move without need. */
    long frozenUntil() {
        return Seconds.after(now, frozenSeconds);
    }

    boolean frozen(Planned plan) {
        return plan.startsBefore(frozenUntil()) && !undecided(plan);
    }

    /** Starts that do not move without need. */
    List<Planned> frozenStarts() {
        return startingBefore(frozenUntil()).stream().filter(this::frozen).toList();
    }

    /** Whether a start is a wish only: a policy decides starts and has not decided on this one. */
    boolean undecided(Planned plan) {
        return promises.undecided(plan);
    }

    Promises promises() {
        return promises;
    }

    /** The last second of the frozen window; now where nothing is frozen. */
    long lastFrozenSecond() {
        return Math.max(now, frozenUntil() - 1);
    }

    void moveTo(long second) {
        now = second;
        if (now - forgottenBefore >= FORGET_EVERY_SECONDS) {
            forgottenBefore = now;
            shelves.values().forEach(shelf -> shelf.forgetBefore(now));
            quotas.forgetBefore(now);
        }
    }

    /** Moves the horizon to its full distance, and lets services follow the hours that come into sight. */
    void moveHorizon() {
        hours = new CityHours(hours.zone(), now, Seconds.after(now, horizonSeconds));
        List<RunFacts> services = runs.values().stream()
                .filter(run -> run.job().kind() == WorkKind.INFERENCE)
                .toList();
        services.forEach(this::hold);
        List<Planned> plannedServices = byStart.stream()
                .filter(plan -> plan.job().kind() == WorkKind.INFERENCE)
                .toList();
        plannedServices.forEach(plan -> place(plan.job(), plan.placement()));
    }

    QuotaBook quotas() {
        return quotas;
    }

    long horizonDue() {
        return Seconds.after(now, horizonSeconds);
    }

    // Partitions

    Collection<Shelf> shelves() {
        return shelves.values();
    }

    @Nullable
    Shelf shelf(int partition) {
        return shelves.get(partition);
    }

    List<Room> rooms() {
        List<Room> rooms = new ArrayList<>(shelves.size());
        for (Shelf shelf : shelves.values()) {
            rooms.add(shelf.free());
        }
        return rooms;
    }

    /** Puts a partition in place of what was known of it; what ran and was planned on it still is. */
    void put(PartitionFacts partition) {
        Shelf before = shelves.get(partition.id());
        Shelf shelf = shelf(partition);
        shelves.put(partition.id(), shelf);
        promises.touch(partition.id());
        shelf.cut(cuts);
        for (RunFacts run : runs.values()) {
            if (run.placement().partition() == partition.id()) {
                shelf.hold(run, hours);
                quotas.release(run.runId());
                quotas.hold(run.runId(), Footprint.of(run, partition, hours));
            }
        }
        if (before != null) {
            for (Planned plan : List.copyOf(before.planned())) {
                forgetPlan(plan);
                if (plan.job()
                        .secondsOn(
                                partition.acceleratorModel(), plan.placement().width())
                        .isPresent()) {
                    place(plan.job(), plan.placement());
                } else {
                    unplaced.add(plan.job());
                }
            }
        }
    }

    private Shelf shelf(PartitionFacts partition) {
        return new Shelf(partition, Pools.of(partition, world.reservations()));
    }

    /** Keeps what tenants may use by now, and what they have used of it; where that is other than before, it is counted anew. */
    void account(List<TenantFacts> tenants, List<BudgetFacts> budgets, List<TargetFacts> targets) {
        world = world.withAccounts(tenants, budgets, targets);
        QuotaBook before = quotas;
        quotas = new QuotaBook(Quotas.of(tenants, budgets, targets, now));
        Set<Integer> counted = quotas.takeOver(before);
        for (RunFacts run : runs.values()) {
            Shelf shelf = shelves.get(run.placement().partition());
            if (shelf != null && isUncounted(run.job(), counted)) {
                quotas.hold(run.runId(), Footprint.of(run, shelf.partition(), hours));
            }
        }
        for (Planned plan : planned.values()) {
            if (isUncounted(plan.job(), counted)) {
                quotas.place(plan);
            }
        }
    }

    private boolean isUncounted(JobFacts job, Set<Integer> groups) {
        Integer group = quotas.groupOf(job.tenant());
        return group != null && !groups.contains(group);
    }

    Datasets datasets() {
        return datasets;
    }

    void know(List<DatasetFacts> others) {
        world = world.withDatasets(others);
        datasets = Datasets.of(others);
    }

    List<ReservationFacts> reservations() {
        return world.reservations();
    }

    /** Keeps what is reserved by now; returns the partitions on which it is not as before. What is planned stays. */
    List<Integer> reserve(List<ReservationFacts> reservations) {
        List<Integer> changed = new ArrayList<>();
        List<ReservationFacts> before = world.reservations();
        world = world.withReservations(reservations);
        for (Shelf shelf : List.copyOf(shelves.values())) {
            if (!on(shelf.id(), before).equals(on(shelf.id(), reservations))) {
                put(shelf.partition());
                changed.add(shelf.id());
            }
        }
        return changed;
    }

    private static List<ReservationFacts> on(int partition, List<ReservationFacts> reservations) {
        return reservations.stream()
                .filter(reservation -> reservation.partition() == partition)
                .toList();
    }

    /** Takes a partition away; jobs planned on it have no start any more. */
    void remove(int partition) {
        Shelf shelf = shelves.remove(partition);
        if (shelf != null) {
            shelf.runs().forEach(held -> quotas.end(held.runId(), now));
            for (Planned plan : List.copyOf(shelf.planned())) {
                forgetPlan(plan);
                unplaced.add(plan.job());
            }
        }
    }

    void cut(Cut cut) {
        cuts.add(cut);
        Shelf shelf = shelves.get(cut.partition());
        if (shelf != null) {
            shelf.cut(cuts);
        }
    }

    /** Ends the cuts whose time has passed; returns them. */
    List<Cut> endCuts() {
        List<Cut> ended = cuts.stream().filter(cut -> cut.untilSecond() <= now).toList();
        if (!ended.isEmpty()) {
            cuts.removeAll(ended);
            shelves.values().forEach(shelf -> shelf.cut(cuts));
        }
        return ended;
    }

    /** Ends cuts on a partition before their time. */
    void lift(int partition, WorkerShape shape, int workers) {
        cuts.removeIf(cut -> cut.partition() == partition && cut.shape().equals(shape) && cut.workers() == workers);
        Shelf shelf = shelves.get(partition);
        if (shelf != null) {
            shelf.cut(cuts);
        }
    }

    // Runs

    /** Runs whose capacity should have come back by a second, in time. */
    List<RunFacts> runsEndingBy(long second) {
        List<RunFacts> ending = new ArrayList<>();
        for (RunFacts run : runsByEnd) {
            if (run.endSecond() > second) {
                break;
            }
            ending.add(run);
        }
        return ending;
    }

    @Nullable
    RunFacts run(String runId) {
        return runs.get(runId);
    }

    /** Holds what a run holds, in place of what it held before. */
    void hold(RunFacts run) {
        take(run.runId());
        runs.put(run.runId(), run);
        runsByEnd.add(run);
        Shelf shelf = shelves.get(run.placement().partition());
        promises.touch(run.placement().partition());
        if (shelf != null) {
            shelf.hold(run, hours);
            quotas.hold(run.runId(), Footprint.of(run, shelf.partition(), hours));
        }
    }

    /** Lets a run go that ended now. */
    @Nullable
    RunFacts release(String runId) {
        quotas.end(runId, now);
        return take(runId);
    }

    private @Nullable RunFacts take(String runId) {
        RunFacts run = runs.remove(runId);
        if (run != null) {
            runsByEnd.remove(run);
            quotas.release(runId);
            promises.touch(run.placement().partition());
            Shelf shelf = shelves.get(run.placement().partition());
            if (shelf != null) {
                shelf.release(runId);
            }
        }
        return run;
    }

    // Jobs and their starts

    /** Takes a job up, without a start. */
    void add(JobFacts job) {
        forget(job.id());
        jobs.put(job.id(), job);
        unplaced.add(job);
    }

    /** Knows a job no more. */
    @Nullable
    JobFacts forget(long jobId) {
        unplace(jobId);
        promises.forget(jobId);
        JobFacts job = jobs.remove(jobId);
        if (job != null) {
            unplaced.remove(job);
        }
        return job;
    }

    @Nullable
    JobFacts job(long jobId) {
        return jobs.get(jobId);
    }

    @Nullable
    Planned planned(long jobId) {
        return planned.get(jobId);
    }

    /** Every job that does not run, by id. */
    Collection<JobFacts> jobs() {
        return jobs.values();
    }

    NavigableSet<Planned> byStart() {
        return byStart;
    }

    NavigableSet<Planned> byUrgency() {
        return byUrgency;
    }

    NavigableSet<JobFacts> unplaced() {
        return unplaced;
    }

    Map<Long, Placement> placements() {
        Map<Long, Placement> placements = new TreeMap<>();
        planned.forEach((id, plan) -> placements.put(id, plan.placement()));
        return placements;
    }

    /** The start as it would stand, whether or not there is room for it. */
    Planned plan(JobFacts job, Placement placement) {
        Shelf shelf = shelves.get(placement.partition());
        if (shelf == null) {
            throw new IllegalArgumentException(
                    "The job (%s) is to start on partition %d, which the book does not know.\nMaybe it was removed meanwhile."
                            .formatted(job.name(), placement.partition()));
        }
        Footprint footprint = Footprint.of(job, placement, shelf.partition(), hours);
        return new Planned(job, placement, footprint, job.endSecond(placement, shelf.partition()));
    }

    /** Whether a start may enter the plan: every rule allows it, the room holds it, and so does the quota. */
    boolean admits(JobFacts job, Placement placement, Room room) {
        return hasRoom(job, placement, room)
                && quotas.holds(plan(job, placement).footprint());
    }

    /** As {@link #admits}, for a start that was promised: accounts and what is reserved for others do not take it away. */
    boolean admitsPromised(JobFacts job, Placement placement, Room room) {
        return new StartRules(now, horizon(), datasets).allow(job, placement, room)
                && room.isUnused(plan(job, placement).footprint());
    }

    /** As {@link #admits}, the quota left aside. */
    boolean hasRoom(JobFacts job, Placement placement, Room room) {
        return new StartRules(now, horizon(), datasets).allow(job, placement, room)
                && room.holds(plan(job, placement).footprint());
    }

    /** Gives a job this start, in place of the one it had. */
    Planned place(JobFacts job, Placement placement) {
        unplace(job.id());
        Planned plan = plan(job, placement);
        unplaced.remove(job);
        planned.put(job.id(), plan);
        byStart.add(plan);
        byUrgency.add(plan);
        shelfOf(plan).place(plan);
        quotas.place(plan);
        promises.touch(placement.partition());
        return plan;
    }

    /** Takes a job's start away. */
    @Nullable
    Planned unplace(long jobId) {
        Planned plan = planned.get(jobId);
        if (plan != null) {
            forgetPlan(plan);
            shelfOf(plan).unplace(plan);
            unplaced.add(plan.job());
        }
        return plan;
    }

    /** Starts that lie before a second, in time. */
    List<Planned> startingBefore(long second) {
        List<Planned> starting = new ArrayList<>();
        for (Planned plan : byStart) {
            if (!plan.startsBefore(second)) {
                break;
            }
            starting.add(plan);
        }
        return starting;
    }

    /** What a start, or none, costs a job that was promised another. */
    PlanCost cost(JobFacts job, @Nullable Placement placement, @Nullable Placement promised) {
        if (placement == null) {
            return settings.cost(job, null, 0, promised);
        }
        Planned plan = plan(job, placement);
        return settings.cost(job, placement, plan.endSecond(), promised)
                .plus(settings.transfer(job, shelfOf(plan).partition(), datasets))
                .plus(settings.energy(job, placement, shelfOf(plan).partition()));
    }

    /** The best start among these rooms that disturbs nobody. */
    Optional<EarliestFit.Fit> fit(JobFacts job, Iterable<Room> rooms) {
        return search(job, horizon()).within(quotas.allowance(job)).among(rooms).best();
    }

    /** A search for a start of a job from now on until a second, its data considered. */
    EarliestFit search(JobFacts job, long notAfter) {
        return new EarliestFit(job, hours, now, notAfter).reading(datasets);
    }

    /** Whether a job may ever run on a partition. */
    boolean eligible(JobFacts job, PartitionFacts partition) {
        return Eligibility.allows(job, partition, datasets);
    }

    Shelf shelfOf(Planned plan) {
        Shelf shelf = shelves.get(plan.placement().partition());
        if (shelf == null) {
            throw new IllegalStateException(
                    "Job %d stands on partition %d, which the book does not know.\nThis is a defect of the book."
                            .formatted(plan.jobId(), plan.placement().partition()));
        }
        return shelf;
    }

    private void forgetPlan(Planned plan) {
        planned.remove(plan.jobId());
        byStart.remove(plan);
        byUrgency.remove(plan);
        quotas.unplace(plan);
    }
}
