package io.exaplan.engine.replay.placement;

import io.exaplan.engine.placement.online.WorkerDemand;

/** How a comparator rates a node for a worker that fits it. */
interface Scoring {

    /** Whole points, as the Kubernetes scheduler rates nodes from 0 to 100; the highest wins. */
    int points(ReplayNode node, WorkerDemand demand);

    /** The devices the worker would get, a bit each: those that are the least sufficient, unless a scoring knows better. */
    default long devices(ReplayNode node, WorkerDemand demand) {
        return node.leastSufficient(demand);
    }
}
