package io.exaplan.engine.checker;

import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import java.util.List;
import java.util.Map;

/** Replays a plan against the raw problem: the last gate before publication. */
public final class PlanChecker {
    private PlanChecker() {}

    /**
     * Every rule the placements break.
     *
     * @param problem what the plan was made from
     * @param placements placement by job id
     */
    public static List<Violation> check(PlanningProblem problem, Map<Long, Placement> placements) {
        return new JobRules(problem).check(placements);
    }
}
