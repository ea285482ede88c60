package io.exaplan.engine.book;

import io.exaplan.engine.book.Limits.Limit;
import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.model.Allowance;
import io.exaplan.engine.model.Eligibility;
import io.exaplan.engine.model.Eligibility.Ineligible;
import io.exaplan.engine.model.Eligibility.Obstacle;
import io.exaplan.engine.model.Footprint;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Meter;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Quotas;
import io.exaplan.engine.model.ReservationFacts;
import io.exaplan.engine.model.Room;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All reasons why a job has no start, or cannot start now where it has a later one. */
final class Explanation {

    private final JobFacts job;
    private final PlanState state;

    /** The start it has, null when it has none. */
    private final @Nullable Planned planned;

    /** When it starts, or would start; {@link Seconds#FOREVER} when it has no start. */
    private final long startSecond;

    /** Without the start it has. */
    private final @Nullable Allowance allowance;

    Explanation(JobFacts job, PlanState state) {
        this.job = job;
        this.state = state;
        planned = state.planned(job.id());
        startSecond = planned == null ? Seconds.FOREVER : planned.startSecond();
        allowance =
                planned == null ? state.quotas().allowance(job) : state.quotas().allowanceWithout(planned);
    }

    /** For a job that is not in the plan and would start at a second. */
    Explanation(JobFacts job, PlanState state, long startSecond) {
        this.job = job;
        this.state = state;
        this.startSecond = startSecond;
        planned = null;
        allowance = state.quotas().allowance(job);
    }

    List<Blocker> blockers() {
        Map<Condition, Blocker> blockers = new TreeMap<>();
        if (startSecond <= state.now()) {
            return List.of();
        }
        long earliest = job.earliestStartSecond();
        boolean withinReach = earliest <= state.horizon();
        if (!withinReach) {
            add(
                    blockers,
                    Condition.PENDING_EVALUATION,
                    "it may start from %s, the plan reaches to %s"
                            .formatted(Seconds.text(earliest), Seconds.text(state.horizon())));
        } else if (earliest > state.now()) {
            add(
                    blockers,
                    Condition.WAITING_FOR_EARLIEST_START,
                    "it was submitted not to start before %s".formatted(Seconds.text(earliest)));
        }
        if (startSecond <= soonest()) {
            return List.copyOf(blockers.values());
        }
        List<Room> eligible = rooms().stream()
                .filter(room -> state.eligible(job, room.partition()))
                .toList();
        if (eligible.isEmpty()) {
            nearest(blockers);
        } else if (withinReach) {
            limits(eligible, blockers);
        }
        return List.copyOf(blockers.values());
    }

    /** No start would be sooner. */
    private long soonest() {
        return Math.max(state.now(), job.earliestStartSecond());
    }

    /** What is free without the job itself. */
    private List<Room> rooms() {
        return planned == null
                ? state.rooms()
                : state.rooms().stream()
                        .map(room ->
                                room.partition().id() == planned.placement().partition()
                                        ? room.plus(planned.footprint())
                                        : room)
                        .toList();
    }

    private void limits(List<Room> eligible, Map<Condition, Blocker> blockers) {
        if (waits() && eligible.stream().noneMatch(room -> meetsDeadline(room.partition()))) {
            add(blockers, Condition.MISCONFIGURED, "it cannot end by its hard deadline wherever it runs");
            return;
        }
        Limits limits = new Limits(job, state, eligible, allowance, soonest());
        if (limits.none()) {
            roomByNow(blockers);
            return;
        }
        Set<Limit> inTheWay = limits.inTheWay();
        if (inTheWay.contains(Limit.CUTS)) {
            cuts(eligible, blockers);
        }
        if (inTheWay.contains(Limit.CAPACITY)) {
            add(blockers, Condition.WAITING_FOR_CAPACITY, lack(eligible));
        }
        if (inTheWay.contains(Limit.QUOTA)) {
            quota(
                    Objects.requireNonNull(allowance),
                    eligible.stream().map(Room::partition).toList(),
                    blockers);
        }
        if (inTheWay.contains(Limit.BUDGET)) {
            budgets(Objects.requireNonNull(allowance), blockers);
        }
        if (inTheWay.contains(Limit.RESERVATIONS)) {
            reservations(eligible, limits, blockers);
        }
    }

    private void roomByNow(Map<Condition, Blocker> blockers) {
        if (waits()) {
            add(blockers, Condition.PENDING_EVALUATION, "there is room by now; the plan has not given it a start yet");
        } else {
            boolean near = planned != null && state.frozen(planned);
            add(
                    blockers,
                    Condition.WAITING_FOR_PLANNED_START,
                    (near
                                    ? "there is room by now; its start at %s is near and stays as promised"
                                    : "there is room by now; the plan has it start at %s and may move it up")
                            .formatted(Seconds.text(startSecond)));
        }
    }

    /** Without any start. */
    private boolean waits() {
        return startSecond == Seconds.FOREVER;
    }

    private void cuts(List<Room> eligible, Map<Condition, Blocker> blockers) {
        for (Room room : eligible) {
            String key = room.partition().key();
            if (closed(room)) {
                add(
                        blockers,
                        Condition.CAPACITY_STALE,
                        "nothing starts on %s while its cluster is silent".formatted(key));
            } else if (cut(room)) {
                add(blockers, Condition.TOPOLOGY_PLACEMENT_FAILED, "on %s its workers found no nodes".formatted(key));
            }
        }
    }

    private Room roomiest(List<Room> eligible) {
        List<Room> open = eligible.stream().filter(room -> !closed(room)).toList();
        return (open.isEmpty() ? eligible : open)
                .stream().max(Comparator.comparingLong(this::mostFree)).orElseThrow();
    }

    private static void budgets(Allowance allowance, Map<Condition, Blocker> blockers) {
        List<String> left = allowance.budgets().stream()
                .map(budget -> "of budget (%s) %.3f PFLOPS-days are left until %s"
                        .formatted(
                                budget.meter().id(),
                                Math.max(0, Meter.pflopsDays(budget.gflopsSeconds())),
                                Seconds.text(budget.meter().window().untilSecond())))
                .toList();
        add(blockers, Condition.BUDGET_EXHAUSTED, String.join("; ", left));
    }

    /** What is reserved where it would fit first. */
    private void reservations(List<Room> eligible, Limits limits, Map<Condition, Blocker> blockers) {
        for (Room room : eligible) {
            if (room.isReserved() && limits.wouldHold(room)) {
                List<String> inTheWay = state.reservations().stream()
                        .filter(reservation ->
                                reservation.partition() == room.partition().id() && !reservation.isFor(job.tenant()))
                        .flatMap(reservation -> windows(reservation))
                        .toList();
                add(
                        blockers,
                        Condition.WAITING_FOR_RESERVATION_WINDOW,
                        "would fit on %s but for what is reserved there: %s"
                                .formatted(room.partition().key(), String.join("; ", inTheWay)));
                return;
            }
        }
    }

    private Stream<String> windows(ReservationFacts reservation) {
        String what = "%s %s"
                .formatted(
                        reservation.wholeNodes() > 0
                                ? reservation.wholeNodes() + " nodes"
                                : Need.devices(reservation.milliDevices()),
                        reservation.maintenance() ? "closed" : "kept for another tenant");
        return reservation.windows().stream()
                .filter(window -> window.untilSecond() > state.now())
                .limit(1)
                .map(window -> "%s from %s to %s"
                        .formatted(what, Seconds.text(window.fromSecond()), Seconds.text(window.untilSecond())));
    }

    private void quota(Allowance allowed, List<PartitionFacts> among, Map<Condition, Blocker> blockers) {
        Profile headroom = Objects.requireNonNull(allowed.mflops());
        double least = leastPflops(among.stream());
        double left = Math.max(0, headroom.at(soonest())) / Quotas.MFLOPS_PER_PFLOPS;
        double ever = Math.max(0, state.quotas().most(job.tenant())) / Quotas.MFLOPS_PER_PFLOPS;
        String detail = "needs at least %.3f PFLOPS at once, its quota and what it may borrow leave at most %.3f"
                .formatted(least, least > ever ? ever : left);
        add(blockers, least > ever ? Condition.EXCEEDS_MAX_QUOTA : Condition.WAITING_FOR_QUOTA, detail);
    }

    private double leastPflops(Stream<PartitionFacts> among) {
        return among.mapToDouble(this::pflops).min().orElse(0);
    }

    private double pflops(PartitionFacts partition) {
        double devices = Footprint.milliDevicesOfGang(job, job.width().minWorkers()) / 1000.0;
        return devices * partition.peakTflops().orElse(0) / 1000;
    }

    private String lack(List<Room> eligible) {
        if (!waits()) {
            return "no room before %s".formatted(Seconds.text(startSecond));
        }
        Room room = roomiest(eligible);
        PartitionFacts partition = room.partition();
        Need need = Need.of(job, partition);
        long devices = most(partition.milliDevices());
        long nodes = most(partition.wholeNodes());
        if (!need.within(devices, nodes)) {
            return "needs %s at once, more than there is: %s has %s"
                    .formatted(need, partition.key(), new Need(devices, need.wholeNodes() == 0 ? 0 : nodes));
        }
        Need free = new Need(mostFree(room), need.wholeNodes() == 0 ? 0 : mostNodes(room));
        return need.within(free.milliDevices(), free.wholeNodes())
                ? "needs %s at once for as long as it runs, and %s is not free enough now"
                        .formatted(need, partition.key())
                : "needs %s at once, %s has at most %s free before %s"
                        .formatted(need, partition.key(), free, Seconds.text(state.horizon()));
    }

    private long mostFree(Room room) {
        return most(room.freeFor(job.tenant()).milliDevices());
    }

    private long mostNodes(Room room) {
        return most(room.freeFor(job.tenant()).wholeNodes());
    }

    private long most(Profile free) {
        return Math.max(0, free.max(state.now(), state.horizon() + 1));
    }

    private boolean closed(Room room) {
        return room.cuts().stream().anyMatch(cut -> cut.closes() && cut.untilSecond() > state.now());
    }

    private boolean cut(Room room) {
        return room.openFrom(job.shape(), job.width().minWorkers(), state.now()) > state.now();
    }

    private boolean meetsDeadline(PartitionFacts partition) {
        if (job.deadlineOrNull() == null || !job.deadlineOrNull().hard()) {
            return true;
        }
        long from = Math.max(state.now(), job.earliestStartSecond());
        long seconds = job.secondsOn(partition.acceleratorModel(), job.width().maxWorkers())
                .orElse(Long.MAX_VALUE);
        return seconds <= job.deadlineOrNull().second() - from;
    }

    /**
     * What the partitions lack that lack least: no other change would be smaller. Of these, who has a model that the job names
     * goes first: what it names it means. And what would keep it from starting on one of these even then, by its tenant's accounts.
     */
    private void nearest(Map<Condition, Blocker> blockers) {
        List<PartitionFacts> nearest = new ArrayList<>();
        List<Blocker> found = new ArrayList<>();
        int least = Integer.MAX_VALUE;
        for (Shelf shelf : state.shelves()) {
            if (Eligibility.of(job, shelf.partition(), state.datasets())
                    instanceof Ineligible(List<Obstacle> obstacles)) {
                int distance = distance(obstacles);
                if (distance < least) {
                    nearest.clear();
                    found.clear();
                    least = distance;
                }
                if (distance == least) {
                    nearest.add(shelf.partition());
                    obstacles.forEach(obstacle -> found.add(new Blocker(
                            condition(obstacle.kind(), otherModel(obstacles)),
                            "%s: %s".formatted(shelf.partition().key(), obstacle.detail()))));
                }
            }
        }
        if (found.isEmpty()) {
            add(blockers, Condition.NO_MATCHING_ACCELERATOR, "there is no partition at all");
        }
        found.forEach(blocker -> blockers.putIfAbsent(blocker.condition(), blocker));
        accounts(nearest, blockers);
    }

    private static int distance(List<Obstacle> obstacles) {
        return 2 * obstacles.size() + (otherModel(obstacles) ? 1 : 0);
    }

    private static boolean otherModel(List<Obstacle> obstacles) {
        return obstacles.stream().anyMatch(each -> each.kind() == Obstacle.Kind.MODEL_NOT_ALLOWED);
    }

    private void accounts(List<PartitionFacts> nearest, Map<Condition, Blocker> blockers) {
        if (allowance == null || nearest.isEmpty()) {
            return;
        }
        Profile headroom = allowance.mflops();
        double least = leastPflops(nearest.stream());
        if (headroom != null && least * Quotas.MFLOPS_PER_PFLOPS > headroom.max(state.now(), state.horizon() + 1)) {
            quota(allowance, nearest, blockers);
        }
        if (least > 0 && allowance.budgets().stream().anyMatch(budget -> budget.gflopsSeconds() <= 0)) {
            budgets(allowance, blockers);
        }
    }

    private Condition condition(Obstacle.Kind kind, boolean otherModel) {
        return switch (kind) {
            // The model it names does not run what it names.
            case STACK_NOT_ALLOWED ->
                otherModel || job.accelerators().models().isEmpty()
                        ? Condition.NO_MATCHING_ACCELERATOR
                        : Condition.MISCONFIGURED;
            case NOT_ACCEPTING -> Condition.CAPACITY_STALE;
            case FABRIC_DOMAIN_TOO_SMALL -> Condition.TOPOLOGY_PLACEMENT_FAILED;
            case WORKER_LARGER_THAN_NODE, NO_RUN_TIME_ON_MODEL, DATASET_NOT_GRANTED -> Condition.MISCONFIGURED;
            case MODEL_NOT_ALLOWED,
                    TOO_LITTLE_MEMORY,
                    NOT_OFFERED_TO_TENANT,
                    CLUSTER_NOT_ALLOWED,
                    DATASET_NOT_ALLOWED_HERE -> Condition.NO_MATCHING_ACCELERATOR;
        };
    }

    private static void add(Map<Condition, Blocker> blockers, Condition condition, String detail) {
        blockers.putIfAbsent(condition, new Blocker(condition, detail));
    }
}
