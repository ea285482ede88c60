package io.exaplan.engine.solver;

import io.exaplan.engine.model.PlanningProblem;
import java.util.HashMap;

/** Completes a snapshot's own plan by nothing at all yet: the search takes its place. */
final class FirstPlan implements CityPlanner {
    @Override
    public ImprovedPlan improve(PlanningProblem problem, Budget budget, SearchListener listener) {
        return new ImprovedPlan(problem, new HashMap<>(problem.current()), "", 0);
    }
}
