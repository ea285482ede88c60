package io.exaplan.engine.placement.batch;

import io.exaplan.engine.placement.online.Decision.Placed;
import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import org.optaplanner.core.api.score.calculator.IncrementalScoreCalculator;

/**
 * Hard: nothing over-committed, and in a repack nobody sent away, the budget of migrations kept, no gang made impossible.
 * Medium: what is seated, which a search therefore never gives up. Soft: the squares of what is used of each device, which
 * drive what is left over together, where something may fit, and in a repack the gangs that can start.
 */
public final class BatchScore implements IncrementalScoreCalculator<BatchPlan, HardMediumSoftLongScore> {

    private @Nullable Occupancy occupancy;
    private RepackRules rules = RepackRules.none();

    @Override
    public void resetWorkingSolution(BatchPlan plan) {
        occupancy = plan.occupy();
        rules = plan.rules();
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
        return HardMediumSoftLongScore.of(
                -known.overCommitted() - rules.broken(known), known.seatedMilli(), rules.worth(known));
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
