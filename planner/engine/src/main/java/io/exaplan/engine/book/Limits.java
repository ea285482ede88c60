package io.exaplan.engine.book;

import io.exaplan.engine.model.Allowance;
import io.exaplan.engine.model.EarliestFit;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Room;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which of all that limits a job keeps it from starting by a second: found by lifting limits and looking again. */
final class Limits {
    private final JobFacts job;
    private final PlanState state;
    private final List<Room> eligible;
    private final @Nullable Allowance allowance;
    private final long notAfter;

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
        return fits(eligible, Set.of());
    }

    /** Without which it would start, the others standing; where each alone would do, all of these; none where nothing helps. */
    Set<Limit> inTheWay() {
        Set<Limit> limits = limits();
        if (!fits(eligible, limits)) {
            return Set.of();
        }
        Set<Limit> needed = EnumSet.noneOf(Limit.class);
        Set<Limit> enough = EnumSet.noneOf(Limit.class);
        for (Limit limit : limits) {
            Set<Limit> others = EnumSet.copyOf(limits);
            others.remove(limit);
            if (!fits(eligible, others)) {
                needed.add(limit);
            } else if (limits.size() > 2 && fits(eligible, EnumSet.of(limit))) {
                enough.add(limit);
            }
        }
        if (!needed.isEmpty()) {
            return needed;
        }
        return enough.isEmpty() ? limits : enough;
    }

    /** Whether it would start in one of these rooms by then. */
    boolean fits(List<Room> rooms, Set<Limit> lifted) {
        EarliestFit search = state.search(job, notAfter).within(allowance(lifted));
        for (Room room : rooms) {
            if (search.inEligible(lifted(room, lifted)).best().isPresent()) {
                return true;
            }
        }
        return false;
    }

    private Set<Limit> limits() {
        Set<Limit> limits = EnumSet.of(Limit.CAPACITY);
        if (eligible.stream().anyMatch(room -> !room.cuts().isEmpty())) {
            limits.add(Limit.CUTS);
        }
        if (allowance != null && allowance.mflops() != null) {
            limits.add(Limit.QUOTA);
        }
        if (allowance != null && !allowance.budgets().isEmpty()) {
            limits.add(Limit.BUDGET);
        }
        if (eligible.stream().anyMatch(Room::isReserved)) {
            limits.add(Limit.RESERVATIONS);
        }
        return limits;
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

    private Room lifted(Room room, Set<Limit> lifted) {
        Room left = lifted.contains(Limit.CAPACITY)
                ? Objects.requireNonNull(state.shelf(room.partition().id()))
                        .empty()
                        .withCuts(room.cuts())
                : room;
        left = lifted.contains(Limit.RESERVATIONS) ? left.withoutReservations() : left;
        return lifted.contains(Limit.CUTS) ? left.withCuts(List.of()) : left;
    }
}
