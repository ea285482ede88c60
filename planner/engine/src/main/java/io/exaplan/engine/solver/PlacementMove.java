package io.exaplan.engine.solver;

import io.exaplan.engine.model.Placement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.score.director.ScoreDirector;
import org.optaplanner.core.impl.heuristic.move.AbstractMove;

/** Gives several jobs other starts at once, each job named once. */
final class PlacementMove extends AbstractMove<CityPlan> {
    private final List<Change> changes;

    PlacementMove(List<Change> changes) {
        this.changes = List.copyOf(changes);
    }

    /** The start a job is to have, null for none. */
    record Change(JobPlan job, @Nullable Placement to) {
        boolean changesAnything() {
            return !Objects.equals(job.at(), to);
        }

        private Change undo() {
            return new Change(job, job.at());
        }

        private Change rebase(ScoreDirector<CityPlan> destination) {
            return new Change(
                    Objects.requireNonNull(destination.lookUpWorkingObject(job), "every thread knows every job"), to);
        }

        private void make(ScoreDirector<CityPlan> director) {
            director.beforeVariableChanged(job, "at");
            job.place(to);
            director.afterVariableChanged(job, "at");
        }
    }

    @Override
    public boolean isMoveDoable(ScoreDirector<CityPlan> director) {
        return changes.stream().anyMatch(Change::changesAnything);
    }

    @Override
    protected PlacementMove createUndoMove(ScoreDirector<CityPlan> director) {
        return new PlacementMove(changes.stream().map(Change::undo).toList());
    }

    @Override
    protected void doMoveOnGenuineVariables(ScoreDirector<CityPlan> director) {
        changes.forEach(change -> change.make(director));
    }

    @Override
    public PlacementMove rebase(ScoreDirector<CityPlan> destination) {
        return new PlacementMove(
                changes.stream().map(change -> change.rebase(destination)).toList());
    }

    @Override
    public Collection<?> getPlanningEntities() {
        return changes.stream().map(Change::job).toList();
    }

    @Override
    public Collection<?> getPlanningValues() {
        List<@Nullable Placement> values = new ArrayList<>();
        changes.forEach(change -> values.add(change.to()));
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PlacementMove that && changes.equals(that.changes);
    }

    @Override
    public int hashCode() {
        return changes.hashCode();
    }

    @Override
    public String toString() {
        return changes.toString();
    }
}
