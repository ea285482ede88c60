package io.exaplan.engine.replay.placement;

import io.exaplan.engine.placement.online.Decision;
import io.exaplan.engine.placement.online.WorkerDemand;

/** Places workers on nodes as they arrive. */
@FunctionalInterface
public interface PlacementPolicy {

    /** Finds a node for the worker and takes its part of it. */
    Decision place(WorkerDemand demand);
}
