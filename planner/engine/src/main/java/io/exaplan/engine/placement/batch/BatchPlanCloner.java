package io.exaplan.engine.placement.batch;

import org.optaplanner.core.api.domain.solution.cloner.SolutionCloner;

/** New workers, everything else shared: demands and seats never change. */
public final class BatchPlanCloner implements SolutionCloner<BatchPlan> {
    @Override
    public BatchPlan cloneSolution(BatchPlan original) {
        return original.copy();
    }
}
