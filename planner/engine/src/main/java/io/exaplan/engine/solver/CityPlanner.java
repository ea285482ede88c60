package io.exaplan.engine.solver;

import io.exaplan.engine.model.PlanningProblem;
import org.optaplanner.core.config.solver.EnvironmentMode;

/** Searches for a better city plan than the one a snapshot holds. */
public interface CityPlanner {

    /**
     * Searches within a budget, on the caller's thread.
     *
     * @param problem an immutable snapshot
     * @param budget when to end at the latest
     * @param listener hears of better plans and may end the search
     * @return the best plan found, at worst the snapshot's own completed by earliest fit
     */
    ImprovedPlan improve(PlanningProblem problem, Budget budget, SearchListener listener);

    /** As {@link #improve(PlanningProblem, Budget, SearchListener)}, with nobody listening. */
    default ImprovedPlan improve(PlanningProblem problem, Budget budget) {
        return improve(problem, budget, new SearchListener() {});
    }

    /** The production planner. */
    static CityPlanner create() {
        return new OptaCityPlanner(EnvironmentMode.REPRODUCIBLE);
    }
}
