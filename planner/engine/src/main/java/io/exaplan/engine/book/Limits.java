package io.exaplan.engine.book;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.model.Allowance;
import io.exaplan.engine.model.EarliestFit;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Room;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of all that limits a job keeps it from starting by a second: found by lifting limits and looking again. A limit is in the
 * way when it alone would do, whatever else is in the way as well.
 */
final class Limits {
    /** More than any job asks for, and small enough to be added up. */
    private static final Profile MUCH = Profile.constant(Long.MAX_VALUE / 1_000_000);

    private final JobFacts job;
    private final PlanState state;
    private final List<Room> eligible;
    private final @Nullable Allowance allowance;
    private final long notAfter;

    /** What there is of limits here. */
    private final Set<Limit> limits;

    /**
     * @param eligible what is free, without the job itself, on every partition it may use
     * @param allowance what its tenant may still use, without the job itself
     * @param notAfter the second by which it is to start
     */
    Limits(JobFacts job, PlanState state, List<Room> eligible, @Nullable Allowance allowance, long notAfter) {
        this.job = job;
        this.state = state;
        this.eligible = eligible;
        this.allowance = allowance;
        this.notAfter = notAfter;
        this.limits = limits();
    }

    /** What can keep a job from starting although there are partitions for it. */
    enum Limit {
        /** What runs and is planned there. */
        CAPACITY,
        /** Silent clusters, and nodes that were looked for in vain. */
        CUTS,
        QUOTA,
        BUDGET,
        RESERVATIONS
    }

    /** Whether it could start as things stand. */
    boolean none() {
        return fits(Set.of());
    }

    /** Each that alone keeps it from starting; where only several together do, those without any one of which it would, else all. */
    Set<Limit> inTheWay() {
        Set<Limit> alone = EnumSet.noneOf(Limit.class);
        Set<Limit> enough = EnumSet.noneOf(Limit.class);
        for (Limit limit : limits) {
            Set<Limit> others = EnumSet.copyOf(limits);
            others.remove(limit);
            if (!fits(others)) {
                alone.add(limit);
            }
        }
        if (!alone.isEmpty()) {
            return alone;
        }
        for (Limit limit : limits) {
            if (fits(EnumSet.of(limit))) {
                enough.add(limit);
            }
        }
        return enough.isEmpty() ? limits : enough;
    }

    /** Whether it would start by then. */
    private boolean fits(Set<Limit> lifted) {
        EarliestFit search = state.search(job, notAfter).within(allowance(lifted));
        for (Room room : eligible) {
            if (search.inEligible(lifted(room, lifted)).best().isPresent()) {
                return true;
            }
        }
        return false;
    }

    private Set<Limit> limits() {
        Set<Limit> found = EnumSet.of(Limit.CAPACITY);
        if (eligible.stream().anyMatch(room -> !room.cuts().isEmpty())) {
            found.add(Limit.CUTS);
        }
        if (allowance != null && allowance.mflops() != null) {
            found.add(Limit.QUOTA);
        }
        if (allowance != null && !allowance.budgets().isEmpty()) {
            found.add(Limit.BUDGET);
        }
        if (eligible.stream().anyMatch(Room::isReserved) && eligible.stream().anyMatch(this::wouldHold)) {
            found.add(Limit.RESERVATIONS);
        }
        return found;
    }

    private @Nullable Allowance allowance(Set<Limit> lifted) {
        Allowance left = allowance;
        if (left != null && lifted.contains(Limit.QUOTA)) {
            left = left.withoutQuota();
        }
        if (left != null && lifted.contains(Limit.BUDGET)) {
            left = left.withoutBudgets();
        }
        return left;
    }

    /** Whether it would start by then if nobody else was there, nothing reserved and its tenant's accounts without a limit. */
    boolean wouldHold(Room room) {
        return state.search(job, notAfter)
                .inEligible(emptied(room).withoutReservations().withCuts(List.of()))
                .best()
                .isPresent();
    }

    private Room lifted(Room room, Set<Limit> lifted) {
        boolean kept = room.isReserved() && limits.contains(Limit.RESERVATIONS) && !lifted.contains(Limit.RESERVATIONS);
        Room left = room;
        if (lifted.contains(Limit.CAPACITY)) {
            // What is reserved is reserved of what there is; where nothing is, there may be any amount.
            left = kept ? emptied(room) : unbounded(room);
        } else if (!kept) {
            left = room.withoutReservations();
        }
        return lifted.contains(Limit.CUTS) ? left.withCuts(List.of()) : left;
    }

    private Room emptied(Room room) {
        return Objects.requireNonNull(state.shelf(room.partition().id()))
                .empty()
                .withCuts(room.cuts());
    }

    private static Room unbounded(Room room) {
        return new Room(room.partition(), MUCH, MUCH, room.cuts());
    }
}
