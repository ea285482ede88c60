package io.exaplan.engine.placement.batch;

import io.exaplan.engine.placement.PlacementRequest;
import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.domain.entity.PlanningEntity;
import org.optaplanner.core.api.domain.lookup.PlanningId;
import org.optaplanner.core.api.domain.variable.PlanningVariable;

/** A gang and when its turn is; of two with the same turn the one that came first goes first. */
@PlanningEntity
final class GangTurn {

    @PlanningId
    private final Integer id;

    private final PlacementRequest request;

    @PlanningVariable(valueRangeProviderRefs = StartTurns.TURNS)
    private @Nullable Integer turn;

    GangTurn(int id, PlacementRequest request, @Nullable Integer turn) {
        this.id = id;
        this.request = request;
        this.turn = turn;
    }

    GangTurn copy() {
        return new GangTurn(id, request, turn);
    }

    int id() {
        return id;
    }

    PlacementRequest request() {
        return request;
    }

    int turn() {
        return turn == null ? Integer.MAX_VALUE : turn;
    }

    @Override
    public String toString() {
        return "gang " + id;
    }
}
