package io.exaplan.engine.placement.batch;

import io.exaplan.engine.placement.online.Decision.Placed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.score.director.ScoreDirector;
import org.optaplanner.core.impl.heuristic.move.AbstractMove;

/** Gives several workers other seats at once, each worker named once. */
final class SeatMove extends AbstractMove<BatchPlan> {

    private final List<Change> changes;

    SeatMove(List<Change> changes) {
        this.changes = changes;
    }

    /** The seat a worker is to have, null for none. */
    record Change(BatchWorker worker, @Nullable Placed to) {}

    @Override
    public boolean isMoveDoable(ScoreDirector<BatchPlan> director) {
        return !changes.isEmpty();
    }

    @Override
    protected SeatMove createUndoMove(ScoreDirector<BatchPlan> director) {
        return new SeatMove(changes.stream()
                .map(change -> new Change(change.worker(), change.worker().seat()))
                .toList());
    }

    @Override
    protected void doMoveOnGenuineVariables(ScoreDirector<BatchPlan> director) {
        for (Change change : changes) {
            director.beforeVariableChanged(change.worker(), BatchWorker.SEAT);
            change.worker().sit(change.to());
            director.afterVariableChanged(change.worker(), BatchWorker.SEAT);
        }
    }

    @Override
    public SeatMove rebase(ScoreDirector<BatchPlan> destination) {
        return new SeatMove(changes.stream()
                .map(change -> new Change(
                        Objects.requireNonNull(destination.lookUpWorkingObject(change.worker())), change.to()))
                .toList());
    }

    @Override
    public Collection<?> getPlanningEntities() {
        return changes.stream().map(Change::worker).toList();
    }

    @Override
    public Collection<?> getPlanningValues() {
        List<@Nullable Placed> values = new ArrayList<>();
        changes.forEach(change -> values.add(change.to()));
        return values;
    }

    @Override
    public String toString() {
        return changes.toString();
    }
}
