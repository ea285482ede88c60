package io.exaplan.engine.book;

import io.exaplan.engine.model.EarliestFit.Fit;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.Room;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Enters the jobs of a snapshot into an empty plan: promises first, then current starts, then those without one. */
final class Opening {
    private final PlanState state;

    Opening(PlanState state) {
        this.state = state;
    }

    /** Current starts, where they are possible. */
    void enter(PlanningProblem problem) {
        problem.jobs().forEach(state::add);
        for (Current current : currentStarts(problem)) {
            Shelf shelf = state.shelf(current.placement().partition());
            if (shelf != null && admits(current, shelf.free())) {
                state.place(current.job(), current.placement());
            }
        }
    }

    /** Gives those without a start the earliest there is. */
    void insertOthers() {
        for (JobFacts job : List.copyOf(state.unplaced())) {
            state.fit(job, state.rooms()).map(Fit::placement).ifPresent(found -> state.place(job, found));
        }
    }

    private record Current(JobFacts job, Placement placement) {}

    private boolean admits(Current current, Room free) {
        return isFrozen(current)
                ? state.admitsPromised(current.job(), current.placement(), free)
                : state.admits(current.job(), current.placement(), free);
    }

    private boolean isFrozen(Current current) {
        return current.placement().startSecond() < state.frozenUntil();
    }

    private List<Current> currentStarts(PlanningProblem problem) {
        List<Current> starts = new ArrayList<>();
        for (JobFacts job : problem.jobs()) {
            Placement placement = problem.current().get(job.id());
            if (placement != null) {
                long start = Math.max(state.now(), placement.startSecond());
                starts.add(new Current(job, new Placement(placement.partition(), start, placement.width())));
            }
        }
        starts.sort(Comparator.comparing((Current current) -> !isFrozen(current))
                .thenComparing(current -> current.job().priority(), Comparator.reverseOrder())
                .thenComparingLong(current -> current.placement().startSecond())
                .thenComparingLong(current -> current.job().id()));
        return starts;
    }
}
