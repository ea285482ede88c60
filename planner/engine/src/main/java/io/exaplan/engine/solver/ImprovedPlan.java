package io.exaplan.engine.solver;

import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import java.util.Map;

/**
 * What a search found.
 *
 * @param problem the snapshot it started from
 * @param placements placement by job id, for the jobs that have one
 * @param score the score, for people and receipts
 * @param steps steps it took
 */
public record ImprovedPlan(PlanningProblem problem, Map<Long, Placement> placements, String score, long steps) {
    public ImprovedPlan {
        placements = Map.copyOf(placements);
    }
}
