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

    /** Where it stands before a repack; null when it has no claim to a seat. */
    private final @Nullable Placed home;

    private final boolean movable;

    /** Moves carry their own targets, so that there is no range of values to choose from. */
    @PlanningVariable(valueRangeProviderRefs = BatchPlan.NO_VALUES, nullable = true)
    private @Nullable Placed seat;

    private BatchWorker(int id, WorkerDemand demand, @Nullable Placed home, @Nullable Placed seat, boolean movable) {
        this.id = id;
        this.demand = demand;
        this.home = home;
        this.seat = seat;
        this.movable = movable;
    }

    /** One that may be seated anywhere, or nowhere. */
    static BatchWorker arriving(int id, WorkerDemand demand, @Nullable Placed seat) {
        return new BatchWorker(id, demand, null, seat, true);
    }

    /** One that has a seat and may be moved, but not sent away. */
    static BatchWorker standing(int id, WorkerDemand demand, Placed home) {
        return new BatchWorker(id, demand, home, home, true);
    }

    /** One that stays where it is. */
    static BatchWorker fixed(int id, WorkerDemand demand, Placed home) {
        return new BatchWorker(id, demand, home, home, false);
    }

    BatchWorker copy() {
        return new BatchWorker(id, demand, home, seat, movable);
    }

    @Nullable
    Placed home() {
        return home;
    }

    /** Whether the search may give it another seat. */
    boolean movable() {
        return movable;
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

    /** Whether it sits on any of these devices of its node, a bit each; one that needs no device sits on none. */
    boolean isOn(long devices) {
        return seat != null && (seat.devices() & devices) != 0;
    }

    void sit(@Nullable Placed place) {
        seat = place;
    }

    @Override
    public String toString() {
        return "worker " + id;
    }
}
