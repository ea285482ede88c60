package io.exaplan.engine.solver;

import io.exaplan.engine.model.PlanningProblem;

/**
 * An upper bound on the value of jobs that end within the horizon: the linear program in which a job may be split over
 * the models it can use, and each model has so many device-seconds until the horizon. {@link ShadowPrices} says why its
 * duals bound every plan.
 */
public final class ValueBound {
    private static final int PASSES = 2_000;

    private ValueBound() {}

    /** In the unit of the jobs' values; jobs of other priorities than 0 count as many times as their urgency says. */
    public static double of(PlanningProblem problem) {
        double bound = new ProblemReading(problem).market(PASSES).bound();
        return problem.settings().unplacedWeight() == 0
                ? 0
                : bound / (1000.0 * problem.settings().unplacedWeight());
    }
}
