package io.exaplan.engine.book;

import io.exaplan.engine.book.Counterfactual.Kind;
import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.model.AcceleratorDemand;
import io.exaplan.engine.model.CityHours;
import io.exaplan.engine.model.Datasets;
import io.exaplan.engine.model.Deadline;
import io.exaplan.engine.model.EarliestFit;
import io.exaplan.engine.model.Fabric;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.ReservationFacts;
import io.exaplan.engine.model.Work;
import io.exaplan.engine.model.WorkKind;
import io.exaplan.engine.solver.JudgedPlacement;
import io.exaplan.engine.solver.PlacementJudge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What would start a waiting job sooner. Works on a copy of the book, which disturbs nobody and needs no lock: the snapshot is
 * taken where the book lives, the rest may happen anywhere.
 *
 * <p>Every change is planned as {@link PlanBook#preview} plans a submission. It counts when it starts the job before the start
 * the plan has for it, and before the one it would get unchanged if it were brought anew. Changes by number go step by step
 * up to {@value #STEP_BY_STEP}; where there are more, their steps are doubled until one helps and halved back from there, so
 * that one step less does not help; a smaller one that helps further down, past one that does not, is not looked for.
 */
public final class WhatIf {
    private static final int STEP_BY_STEP = 16;
    private static final long MINUTE = 60;

    /** Each reservation that is tried is taken out of a copy of the book. */
    private static final int MOST_RELEASED = 3;

    private final JobFacts job;
    private final Work workAnywhere;
    private final List<Integer> priorities;
    private final PlanningProblem snapshot;
    private final PlanningProblem world;

    /** Everything as it stands, the job among what waits when it has no start. */
    private final PlanBook standing;

    private final PlanBook copy;
    private final Map<Integer, PartitionFacts> partitions = new HashMap<>();
    private final long before;

    /**
     * @param snapshot the book by value
     * @param job the job, whether or not the book holds it
     * @param workAnywhere how long it takes on any model, also on those it does not allow now
     * @param priorities what there is to choose from
     */
    public WhatIf(PlanningProblem snapshot, JobFacts job, Work workAnywhere, List<Integer> priorities) {
        this.job = job;
        this.workAnywhere = workAnywhere;
        this.priorities = priorities.stream().sorted().toList();
        this.snapshot = snapshot;
        this.world = without(snapshot, job.id());
        this.standing = PlanBook.asItStands(withJob());
        this.copy = standing.copy();
        copy.forgetAllBut(world.current().keySet());
        world.partitions().forEach(partition -> partitions.put(partition.id(), partition));
        Placement planned = snapshot.current().get(job.id());
        this.before = Math.min(planned == null ? Seconds.FOREVER : planned.startSecond(), startOf(job));
    }

    /** The copy: everybody else as planned, this job not in it. */
    PlanBook copy() {
        return copy;
    }

    /** Each partition as the job meets it, the best first. */
    public List<PartitionOutlook> outlooks() {
        return new Outlooks(job, world).of(copy.rooms());
    }

    /**
     * What the rules of the plan say of where the plan has it, first, and of the best other places.
     *
     * @param outlooks {@link #outlooks()}
     * @param most so many other places at most
     * @return empty when the plan has no start for it
     */
    public List<JudgedPlacement> places(List<PartitionOutlook> outlooks, int most) {
        Placement here = snapshot.current().get(job.id());
        if (here == null) {
            return List.of();
        }
        PlacementJudge judge = new PlacementJudge(world, copy.rooms(), copy.quotas(), job, here);
        return Stream.concat(
                        Stream.of(here),
                        outlooks.stream()
                                .filter(outlook -> outlook.partition() != here.partition())
                                .map(PartitionOutlook::placement)
                                .filter(Objects::nonNull)
                                .limit(most))
                .map(judge::judge)
                .toList();
    }

    /** All that was found, at most one of each kind. */
    public List<Counterfactual> counterfactuals() {
        List<Counterfactual> found = new ArrayList<>();
        fewerWorkers().ifPresent(found::add);
        fewerReplicas().ifPresent(found::add);
        smallerWorker().ifPresent(found::add);
        otherModel().ifPresent(found::add);
        otherStack().ifPresent(found::add);
        lessMemory().ifPresent(found::add);
        relaxedTopology().ifPresent(found::add);
        laterDeadline().ifPresent(found::add);
        shorterRun().ifPresent(found::add);
        earlierStart().ifPresent(found::add);
        higherPriority().ifPresent(found::add);
        reservationReleased().ifPresent(found::add);
        moreQuota().ifPresent(found::add);
        return List.copyOf(found);
    }

    private Optional<Counterfactual> fewerWorkers() {
        int workers = job.width().minWorkers();
        if (job.kind() == WorkKind.INFERENCE) {
            return Optional.empty();
        }
        return smallest(
                        workers - 1,
                        step -> new ChangedJob(job).workers(workers - step).build())
                .map(changed ->
                        found(Kind.FEWER_WORKERS, workers, changed.width().minWorkers(), "%d workers", changed));
    }

    private Optional<Counterfactual> fewerReplicas() {
        if (!(job.work() instanceof Work.Service service)) {
            return Optional.empty();
        }
        int most = Collections.max(service.replicasByHour());
        return smallest(
                        most - 1,
                        step -> new ChangedJob(job).replicas(most - step).build())
                .map(changed -> found(Kind.FEWER_REPLICAS, most, mostReplicas(changed), "%d replicas", changed));
    }

    private static int mostReplicas(JobFacts service) {
        return service.work() instanceof Work.Service(List<Integer> replicas, long seconds)
                ? Collections.max(replicas)
                : 0;
    }

    private Optional<Counterfactual> smallerWorker() {
        int milliDevices = job.shape().milliDevices();
        int unit = milliDevices > 1000 ? 1000 : 100;
        return smallest(
                        (milliDevices - 1) / unit,
                        step -> new ChangedJob(job)
                                .milliDevices((milliDevices + unit - 1) / unit * unit - step * unit)
                                .build())
                .map(changed -> found(
                        Kind.SMALLER_WORKER,
                        milliDevices,
                        changed.shape().milliDevices(),
                        "%d thousandths of devices for each worker",
                        changed));
    }

    private Optional<Counterfactual> otherModel() {
        AcceleratorDemand demand = job.accelerators();
        return demand.models().isEmpty()
                ? Optional.empty()
                : oneMore(
                        Kind.OTHER_MODEL,
                        demand.models(),
                        PartitionFacts::acceleratorModel,
                        models -> new ChangedJob(job)
                                .accelerators(new AcceleratorDemand(models, stacksFor(models), demand.minMemoryGib()))
                                .work(workAnywhere)
                                .build());
    }

    /** The stacks allowed now, where only some are, and those that the models need. */
    private Set<String> stacksFor(Set<String> models) {
        Set<String> allowed = job.accelerators().stacks();
        if (allowed.isEmpty()) {
            return allowed;
        }
        Set<String> stacks = new TreeSet<>(allowed);
        partitions.values().stream()
                .filter(partition -> models.contains(partition.acceleratorModel()))
                .map(PartitionFacts::stack)
                .forEach(stacks::add);
        return stacks;
    }

    private Optional<Counterfactual> otherStack() {
        AcceleratorDemand demand = job.accelerators();
        return demand.stacks().isEmpty()
                ? Optional.empty()
                : oneMore(
                        Kind.OTHER_STACK,
                        demand.stacks(),
                        PartitionFacts::stack,
                        stacks -> new ChangedJob(job)
                                .accelerators(new AcceleratorDemand(demand.models(), stacks, demand.minMemoryGib()))
                                .build());
    }

    /** One name more than are allowed now; of those that help, the one that starts it first. */
    private Optional<Counterfactual> oneMore(
            Kind kind,
            Set<String> allowed,
            Function<PartitionFacts, String> nameOf,
            Function<Set<String>, JobFacts> change) {
        Set<String> others = new TreeSet<>();
        partitions.values().forEach(partition -> others.add(nameOf.apply(partition)));
        others.removeAll(allowed);
        List<Counterfactual> helping = new ArrayList<>();
        for (String other : others) {
            Set<String> names = new TreeSet<>(allowed);
            names.add(other);
            JobFacts changed = change.apply(names);
            if (startOf(changed) < before) {
                helping.add(found(kind, String.join(", ", new TreeSet<>(allowed)), String.join(", ", names), changed));
            }
        }
        return helping.stream()
                .min(Comparator.comparingLong(
                        counterfactual -> counterfactual.placement().startSecond()));
    }

    private Optional<Counterfactual> lessMemory() {
        AcceleratorDemand demand = job.accelerators();
        List<Double> sizes = distinct(PartitionFacts::memoryGib, demand.minMemoryGib());
        return smallest(
                        sizes.size(),
                        step -> new ChangedJob(job)
                                .accelerators(
                                        new AcceleratorDemand(demand.models(), demand.stacks(), sizes.get(step - 1)))
                                .build())
                .map(changed -> found(
                        Kind.LESS_DEVICE_MEMORY,
                        "%s GiB on each device".formatted(demand.minMemoryGib()),
                        "%s GiB on each device".formatted(changed.accelerators().minMemoryGib()),
                        changed));
    }

    /** What there is below a figure, largest first. */
    private List<Double> distinct(ToDoubleFunction<PartitionFacts> of, double below) {
        return partitions.values().stream()
                .mapToDouble(of)
                .filter(figure -> figure < below)
                .distinct()
                .boxed()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private Optional<Counterfactual> relaxedTopology() {
        Fabric fabric = job.fabric();
        List<Fabric.Domain> domains = List.of(Fabric.Domain.values());
        int now = domains.indexOf(fabric.domain());
        return !fabric.required()
                ? Optional.empty()
                : smallest(
                                domains.size() - 1 - now,
                                step -> new ChangedJob(job)
                                        .fabric(new Fabric(domains.get(now + step), true))
                                        .build())
                        .map(changed -> found(
                                Kind.RELAXED_TOPOLOGY,
                                fabric.domain().name(),
                                changed.fabric().domain().name(),
                                changed));
    }

    private Optional<Counterfactual> laterDeadline() {
        Deadline deadline = job.deadlineOrNull();
        if (deadline == null || !deadline.hard()) {
            return Optional.empty();
        }
        long longest = partitions.values().stream()
                .flatMapToLong(partition -> job.work().secondsOn(partition.acceleratorModel()).stream())
                .max()
                .orElse(0);
        long latest =
                Math.min(Seconds.after(world.horizonSecond(), longest), world.horizonSecond() + 10L * 365 * 24 * 3600);
        long minutes = Math.max(0, (latest - deadline.second()) / MINUTE + 1);
        return smallest(
                        (int) Math.min(Integer.MAX_VALUE, minutes),
                        step -> new ChangedJob(job)
                                .deadline(deadline.second() + step * MINUTE)
                                .build())
                .map(changed -> found(
                        Kind.LATER_DEADLINE,
                        Seconds.text(deadline.second()),
                        Seconds.text(changed.deadline().orElseThrow().second()),
                        changed));
    }

    private Optional<Counterfactual> shorterRun() {
        if (job.kind() == WorkKind.INFERENCE) {
            return Optional.empty();
        }
        for (int percent : percents()) {
            JobFacts changed = new ChangedJob(job).part(percent / 100.0).build();
            if (startOf(changed) < before) {
                int least = percent;
                while (least < 99
                        && startOf(new ChangedJob(job).part((least + 1) / 100.0).build()) < before) {
                    least++;
                }
                changed = new ChangedJob(job).part(least / 100.0).build();
                return Optional.of(
                        found(Kind.SHORTER_RUN, "100% of its run time", least + "% of its run time", changed));
            }
        }
        return Optional.empty();
    }

    /** From long to short, coarsely; the exact per cent is found from there. */
    private static Collection<Integer> percents() {
        return IntStream.of(95, 90, 80, 70, 60, 50, 40, 30, 20, 10, 5, 1)
                .boxed()
                .toList();
    }

    /** What it could start at if it were allowed at once; it need not be allowed sooner than that. */
    private Optional<Counterfactual> earlierStart() {
        if (job.earliestStartSecond() <= copy.nowSecond()) {
            return Optional.empty();
        }
        long start = startOf(new ChangedJob(job).earliestStart(copy.nowSecond()).build());
        if (start >= before) {
            return Optional.empty();
        }
        JobFacts changed = new ChangedJob(job).earliestStart(start).build();
        return Optional.of(
                found(Kind.EARLIER_START, Seconds.text(job.earliestStartSecond()), Seconds.text(start), changed));
    }

    private Optional<Counterfactual> higherPriority() {
        List<Integer> higher =
                priorities.stream().filter(other -> other > job.priority()).toList();
        return smallest(
                        higher.size(),
                        step -> new ChangedJob(job)
                                .priority(higher.get(step - 1))
                                .build())
                .map(changed ->
                        found(Kind.HIGHER_PRIORITY, job.priority(), changed.priority(), "priority %d", changed));
    }

    /**
     * The smallest reservation of others that would start it sooner, were it given back: planned as the book would plan it,
     * others that wait being let forward by the same rules.
     */
    private Optional<Counterfactual> reservationReleased() {
        List<ReservationFacts> tried = world.reservations().stream()
                .filter(this::inTheWay)
                .sorted(Comparator.comparingLong(this::size).thenComparing(ReservationFacts::id))
                .limit(MOST_RELEASED)
                .toList();
        for (ReservationFacts reservation : tried) {
            PlanBook book = standing.copy();
            book.reservationsChanged(world.reservations().stream()
                    .filter(other -> !other.equals(reservation))
                    .toList());
            Optional<Placement> start = book.placementOf(job.id()).filter(found -> found.startSecond() < before);
            if (start.isPresent()) {
                return Optional.of(released(reservation, start.get()));
            }
        }
        return Optional.empty();
    }

    private Optional<Counterfactual> moreQuota() {
        return new MoreQuota(standing, world, job, before)
                .smallest()
                .map(found -> new Counterfactual(
                        Kind.MORE_QUOTA,
                        "a quota of %s PFLOPS".formatted(found.before()),
                        "a quota of %s PFLOPS".formatted(found.after()),
                        job,
                        found.start(),
                        job.endSecond(
                                found.start(),
                                Objects.requireNonNull(
                                        partitions.get(found.start().partition()))),
                        List.of(),
                        null,
                        found.after()));
    }

    /** Whether the job could start sooner on its partition if nothing was reserved there for others. */
    private boolean inTheWay(ReservationFacts reservation) {
        PartitionFacts partition = partitions.get(reservation.partition());
        // A start that is sooner may still last beyond the one it has.
        long ends = partition == null
                ? before
                : Seconds.after(
                        before,
                        job.work().secondsOn(partition.acceleratorModel()).orElse(0));
        boolean standsNow = reservation.windows().stream()
                .anyMatch(window -> window.untilSecond() > copy.nowSecond() && window.fromSecond() < ends);
        return partition != null
                && standsNow
                && !reservation.isFor(job.tenant())
                && copy.room(partition.id())
                        .flatMap(room -> new EarliestFit(
                                        job,
                                        CityHours.of(world),
                                        copy.nowSecond(),
                                        Math.min(before - 1, world.horizonSecond()))
                                .reading(Datasets.of(world.datasets()))
                                .in(room.withoutReservations())
                                .best())
                        .isPresent();
    }

    private long size(ReservationFacts reservation) {
        PartitionFacts partition = partitions.get(reservation.partition());
        long perNode = partition == null ? 0 : 1000L * partition.devicesPerNode();
        return Math.max(reservation.milliDevices(), reservation.wholeNodes() * perNode);
    }

    /** Everything as it stands, and the job among those that wait when it has no start. */
    private PlanningProblem withJob() {
        List<JobFacts> jobs = new ArrayList<>(snapshot.jobs());
        jobs.removeIf(other -> other.id() == job.id());
        jobs.add(job);
        jobs.sort(Comparator.comparingLong(JobFacts::id));
        return snapshot.withJobs(jobs, snapshot.current());
    }

    private Counterfactual released(ReservationFacts reservation, Placement start) {
        PartitionFacts partition = Objects.requireNonNull(partitions.get(start.partition()));
        PartitionFacts reserved = Objects.requireNonNull(partitions.get(reservation.partition()));
        String what = reservation.wholeNodes() > 0
                ? reservation.wholeNodes() + " nodes"
                : reservation.milliDevices() / 1000.0 + " devices";
        return new Counterfactual(
                Kind.RESERVATION_RELEASED,
                "%s of %s %s"
                        .formatted(
                                what, reserved.key(), reservation.maintenance() ? "closed" : "kept for another tenant"),
                "these given back",
                job,
                start,
                job.endSecond(start, partition),
                List.of(),
                reservation.id(),
                null);
    }

    /** The job after the fewest steps that help. */
    private Optional<JobFacts> smallest(int most, IntFunction<JobFacts> change) {
        int helps = 1;
        int missed = 0;
        while (helps <= most && startOf(change.apply(helps)) >= before) {
            missed = helps;
            helps = helps < STEP_BY_STEP ? helps + 1 : helps == most ? most + 1 : (int) Math.min(most, 2L * helps);
        }
        if (helps > most) {
            return Optional.empty();
        }
        while (helps - missed > 1) {
            int middle = missed + (helps - missed) / 2;
            if (startOf(change.apply(middle)) < before) {
                helps = middle;
            } else {
                missed = middle;
            }
        }
        return Optional.of(change.apply(helps));
    }

    /** When the copy would start it, {@link Seconds#FOREVER} when it would not. */
    private long startOf(JobFacts changed) {
        return copy.preview(changed) instanceof Insertion.Placed placed
                ? placed.placement().startSecond()
                : Seconds.FOREVER;
    }

    private Counterfactual found(Kind kind, int from, int to, String format, JobFacts changed) {
        return found(kind, format.formatted(from), format.formatted(to), changed);
    }

    private Counterfactual found(Kind kind, String from, String to, JobFacts changed) {
        if (!(copy.preview(changed) instanceof Insertion.Placed placed)) {
            throw new IllegalStateException(
                    "The job (%s) had a start a moment ago.\nThis is a defect of the book.".formatted(changed.name()));
        }
        PartitionFacts partition = partitions.get(placed.placement().partition());
        if (partition == null) {
            throw new IllegalStateException(
                    "The book placed job (%s) on a partition it does not know.\nThis is a defect of the book."
                            .formatted(changed.name()));
        }
        return new Counterfactual(
                kind,
                from,
                to,
                changed,
                placed.placement(),
                changed.endSecond(placed.placement(), partition),
                placed.preempted(),
                null,
                null);
    }

    /** Everybody else as planned, one job not there. Jobs without a start hold nothing: they are left out too. */
    public static PlanningProblem without(PlanningProblem all, long jobId) {
        Map<Long, Placement> current = new HashMap<>(all.current());
        current.remove(jobId);
        return all.withJobs(
                all.jobs().stream()
                        .filter(other -> current.containsKey(other.id()))
                        .toList(),
                current);
    }
}
