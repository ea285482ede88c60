package io.exaplan.engine.book;

import io.exaplan.engine.book.Move.Reason;
import io.exaplan.engine.model.EarliestFit.Fit;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.Room;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Lets waiting jobs start sooner where capacity came free: the most urgent first, only to the gain of each, frozen starts
 * left alone. Bounded: what it does not reach, the next improvement does.
 */
final class PullForward {
    /** Candidates looked at for one partition, of each kind. */
    private static final int CANDIDATES = 128;

    /** Partitions looked at for one event. */
    private static final int PARTITIONS = 4;

    private final PlanState state;
    private final Moves moves;

    PullForward(PlanState state, Moves moves) {
        this.state = state;
        this.moves = moves;
    }

    /** Fills partitions on which something came free, and in turn those that jobs leave for them. */
    void fill(Collection<Integer> freed) {
        Deque<Integer> waiting = new ArrayDeque<>(new TreeSet<>(freed));
        for (int done = 0; done < Math.max(PARTITIONS, freed.size()) && !waiting.isEmpty(); done++) {
            Shelf shelf = state.shelf(waiting.removeFirst());
            if (shelf != null) {
                for (int left : fill(shelf)) {
                    if (!waiting.contains(left)) {
                        waiting.addLast(left);
                    }
                }
            }
        }
    }

    /** Lets the most urgent jobs start, or start sooner, wherever there is room: what they may use has changed. */
    void retry() {
        List<Planned> candidates = new ArrayList<>();
        addMovable(candidates, state.byUrgency());
        for (Planned plan : candidates) {
            for (Shelf shelf : state.shelves()) {
                Planned now = state.planned(plan.jobId());
                if (now != null && now.startSecond() > state.now()) {
                    pull(now, shelf);
                }
            }
        }
        List<JobFacts> unplaced = state.unplaced().stream().limit(CANDIDATES).toList();
        for (JobFacts job : unplaced) {
            state.fit(job, state.rooms()).map(Fit::placement).ifPresent(found -> {
                state.place(job, found);
                moves.add(job.id(), null, found, Reason.EARLIER);
            });
        }
    }

    private Collection<Integer> fill(Shelf shelf) {
        NavigableSet<Integer> left = new TreeSet<>();
        for (Planned plan : plannedCandidates(shelf)) {
            if (pull(plan, shelf) && plan.placement().partition() != shelf.id()) {
                left.add(plan.placement().partition());
            }
        }
        List<JobFacts> unplaced = state.unplaced().stream().limit(CANDIDATES).toList();
        for (JobFacts job : unplaced) {
            place(job, shelf);
        }
        return left;
    }

    private Collection<Planned> plannedCandidates(Shelf shelf) {
        NavigableSet<Planned> candidates = new TreeSet<>(Planned.BY_URGENCY);
        addMovable(candidates, state.byUrgency());
        List<Planned> own = new ArrayList<>(shelf.planned());
        own.sort(Planned.BY_URGENCY);
        addMovable(candidates, own);
        return candidates;
    }

    private void addMovable(Collection<Planned> candidates, Collection<Planned> from) {
        int added = 0;
        for (Planned plan : from) {
            if (added == CANDIDATES) {
                return;
            }
            if (!state.frozen(plan)) {
                candidates.add(plan);
                added++;
            }
        }
    }

    private boolean pull(Planned plan, Shelf shelf) {
        boolean own = plan.placement().partition() == shelf.id();
        Room room = own ? shelf.free().plus(plan.footprint()) : shelf.free();
        Optional<Fit> fit = state.search(plan.job(), plan.startSecond() - 1)
                .within(state.quotas().allowanceWithout(plan))
                .in(room)
                .best()
                .filter(found -> found.endSecond() <= plan.endSecond());
        fit.ifPresent(found -> {
            state.place(plan.job(), found.placement());
            moves.add(plan.jobId(), plan.placement(), found.placement(), Reason.EARLIER);
        });
        return fit.isPresent();
    }

    private void place(JobFacts job, Shelf shelf) {
        Optional<Placement> placement = state.fit(job, List.of(shelf.free())).map(Fit::placement);
        placement.ifPresent(found -> {
            state.place(job, found);
            moves.add(job.id(), null, found, Reason.EARLIER);
        });
    }
}
