package io.exaplan.engine.placement.batch;

import io.exaplan.engine.placement.online.Decision.Placed;
import io.exaplan.engine.placement.online.WorkerDemand;
import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.domain.entity.PlanningEntity;
import org.optaplanner.core.api.domain.lookup.PlanningId;
import org.optaplanner.core.api.domain.variable.PlanningVariable;

/** A worker that the search may seat, move or leave out. */
@PlanningEntity
final class BatchWorker {

    static final String SEAT = "seat";

    @PlanningId
    private final Integer id;

    private final WorkerDemand demand;

    /** Moves carry their own targets, so that there is no range of values to choose from. */
    @PlanningVariable(valueRangeProviderRefs = BatchPlan.NO_VALUES, nullable = true)
    private @Nullable Placed seat;

    BatchWorker(int id, WorkerDemand demand, @Nullable Placed seat) {
        this.id = id;
        this.demand = demand;
        this.seat = seat;
    }

    BatchWorker copy() {
        return new BatchWorker(id, demand, seat);
    }

    int id() {
        return id;
    }

    WorkerDemand demand() {
        return demand;
    }

    @Nullable
    Placed seat() {
        return seat;
    }

    void sit(@Nullable Placed place) {
        seat = place;
    }

    @Override
    public String toString() {
        return "worker " + id;
    }
}
