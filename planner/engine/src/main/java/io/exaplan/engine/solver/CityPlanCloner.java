package io.exaplan.engine.solver;

import org.optaplanner.core.api.domain.solution.cloner.SolutionCloner;

/** New jobs and partitions, everything else shared: facts, placements and loads never change. */
public final class CityPlanCloner implements SolutionCloner<CityPlan> {
    @Override
    public CityPlan cloneSolution(CityPlan original) {
        return original.copy();
    }
}
