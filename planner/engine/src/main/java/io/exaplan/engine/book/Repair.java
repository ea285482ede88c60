package io.exaplan.engine.book;

import io.exaplan.engine.book.Move.Reason;
import io.exaplan.engine.model.EarliestFit;
import io.exaplan.engine.model.EarliestFit.Fit;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.Room;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Makes a plan possible again after capacity went missing.
 *
 * <p>On a partition where the plan takes too much, every start from the first conflict on is looked at again in order:
 * promises first, then priority, then the earlier start. Who still fits stays; who does not moves to the earliest room
 * that the stronger ones leave, and one that was promised to what all promises leave that hold: moved, it is a promise no more
 * and takes nothing of what is reserved for others. A small delay thus shifts a queue by that delay, and throws nobody to its
 * end. A frozen start gives way to lost capacity and to maintenance, not to what is reserved for others.
 */
final class Repair {
    /** Delays up to this are taken on the spot, without asking other partitions. */
    private static final long PATIENCE_SECONDS = 900;

    private final PlanState state;
    private final Moves moves;

    /** Asking every partition is dear, so that only so many jobs of one event do. */
    private int wideSearches = 256;

    Repair(PlanState state, Moves moves) {
        this.state = state;
        this.moves = moves;
    }

    /** Resolves the conflicts of one partition, if it has any. */
    void resolve(Shelf shelf, Reason reason) {
        shelf.firstConflict(state.now(), state::frozen).ifPresent(second -> replan(shelf, second, reason));
    }

    /** Gives jobs that lost their start the earliest one there is, the most urgent first. */
    void reinsert(Collection<Planned> displaced, Reason reason) {
        List<Planned> order = new ArrayList<>(displaced);
        order.sort(Planned.BY_URGENCY);
        for (Planned old : order) {
            Optional<Fit> fit = state.fit(old.job(), state.rooms());
            fit.ifPresent(found -> state.place(old.job(), found.placement()));
            moves.add(old.jobId(), old.placement(), fit.map(Fit::placement).orElse(null), reason);
        }
    }

    private void replan(Shelf shelf, long conflict, Reason reason) {
        List<Planned> tail = new ArrayList<>();
        Room room = shelf.free();
        for (Planned plan : shelf.planned()) {
            if (plan.endsAfter(conflict)) {
                tail.add(plan);
                room = room.plus(plan.footprint());
            }
        }
        tail.sort(Comparator.comparing((Planned plan) -> !state.frozen(plan)).thenComparing(Planned.BY_URGENCY));
        List<Planned> leaving = new ArrayList<>();
        List<Planned> others = new ArrayList<>();
        for (Planned plan : tail) {
            if (!state.frozen(plan)) {
                others.add(plan);
            } else if (room.isUnused(plan.footprint())) {
                room = room.minus(plan.footprint());
            } else {
                leaving.add(plan);
            }
        }
        for (Planned plan : leaving) {
            room = move(plan, room, reason);
        }
        for (Planned plan : others) {
            room = room.holds(plan.footprint()) ? room.minus(plan.footprint()) : move(plan, room, reason);
        }
    }

    /** Moves one job; returns the room it leaves on the partition it stood on. */
    private Room move(Planned old, Room room, Reason reason) {
        JobFacts job = old.job();
        EarliestFit search = state.search(job, state.horizon())
                .within(state.quotas().allowanceWithout(old))
                .in(room);
        boolean late = search.best()
                .map(fit -> fit.endSecond() - old.endSecond() > PATIENCE_SECONDS)
                .orElse(true);
        if (late && wideSearches > 0) {
            wideSearches--;
            search.among(others(old.placement().partition()));
        }
        state.unplace(job.id());
        Optional<Placement> found = search.best().map(Fit::placement);
        moves.add(job.id(), old.placement(), found.orElse(null), reason);
        if (found.isEmpty()) {
            return room;
        }
        Planned plan = state.place(job, found.get());
        boolean stays = found.get().partition() == old.placement().partition();
        return stays ? room.minus(plan.footprint()) : room;
    }

    private List<Room> others(int partition) {
        List<Room> rooms = new ArrayList<>();
        for (Shelf shelf : state.shelves()) {
            if (shelf.id() != partition) {
                rooms.add(shelf.free());
            }
        }
        return rooms;
    }
}
