package io.exaplan.engine.replay.city;

import io.exaplan.engine.checker.PlanChecker;
import io.exaplan.engine.checker.Violation;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.solver.Budget;
import io.exaplan.engine.solver.CityPlanner;
import io.exaplan.engine.solver.ImprovedPlan;
import io.exaplan.engine.solver.ValueBound;
import java.util.List;
import java.util.Map;

/** Plans a city whose jobs are all known at the start, and says what of their value has a start. */
public final class CityReplay {
    private CityReplay() {}

    /**
     * What came of it.
     *
     * @param valuePlaced value of the jobs with a start
     * @param valueTotal value of all jobs
     * @param jobsPlaced jobs with a start
     * @param steps steps of the search
     * @param placements placement by job id
     */
    public record Result(
            double valuePlaced, double valueTotal, int jobsPlaced, long steps, Map<Long, Placement> placements) {
        public Result {
            placements = Map.copyOf(placements);
        }
    }

    /**
     * Plans within a budget; one of no steps constructs only.
     *
     * @throws IllegalStateException when the checker finds fault with the plan
     */
    public static Result run(PlanningProblem problem, Budget budget) {
        ImprovedPlan plan = CityPlanner.create().improve(problem, budget);
        List<Violation> violations = PlanChecker.checkPlan(problem, plan.placements());
        if (!violations.isEmpty()) {
            throw new IllegalStateException(
                    "The checker has %d objections, the first: %s.\nThis is a defect of the planner."
                            .formatted(violations.size(), violations.getFirst().detail()));
        }
        double placed = 0;
        double total = 0;
        for (JobFacts job : problem.jobs()) {
            total += job.value();
            placed += plan.placements().containsKey(job.id()) ? job.value() : 0;
        }
        return new Result(placed, total, plan.placements().size(), plan.steps(), plan.placements());
    }

    /** No plan places more value than this; loose, for it counts each model's devices as one row. */
    public static double bound(PlanningProblem problem) {
        return ValueBound.of(problem);
    }
}
