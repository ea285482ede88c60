package io.exaplan.engine.placement.batch;

import io.exaplan.engine.placement.online.Decision.Placed;
import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import org.optaplanner.core.api.score.calculator.IncrementalScoreCalculator;

/**
 * Hard: nothing over-committed. Medium: what is seated, which a search therefore never gives up. Soft: the squares of what is
 * used of each device, which drive what is left over together, where something may fit.
 */
public final class BatchScore implements IncrementalScoreCalculator<BatchPlan, HardMediumSoftLongScore> {

    private @Nullable Occupancy occupancy;

    @Override
    public void resetWorkingSolution(BatchPlan plan) {
        occupancy = plan.occupy();
    }

    @Override
    public void beforeVariableChanged(Object entity, String variable) {
        BatchWorker worker = (BatchWorker) entity;
        Placed seat = worker.seat();
        if (seat != null) {
            known().leave(worker, seat);
        }
    }

    @Override
    public void afterVariableChanged(Object entity, String variable) {
        BatchWorker worker = (BatchWorker) entity;
        Placed seat = worker.seat();
        if (seat != null) {
            known().sit(worker, seat);
        }
    }

    @Override
    public HardMediumSoftLongScore calculateScore() {
        Occupancy known = known();
        return HardMediumSoftLongScore.of(-known.overCommitted(), known.seatedMilli(), known.squares());
    }

    @Override
    public void beforeEntityAdded(Object entity) {}

    @Override
    public void afterEntityAdded(Object entity) {
        afterVariableChanged(entity, BatchWorker.SEAT);
    }

    @Override
    public void beforeEntityRemoved(Object entity) {
        beforeVariableChanged(entity, BatchWorker.SEAT);
    }

    @Override
    public void afterEntityRemoved(Object entity) {}

    private Occupancy known() {
        if (occupancy == null) {
            throw new IllegalStateException("No plan was set yet.");
        }
        return occupancy;
    }
}
