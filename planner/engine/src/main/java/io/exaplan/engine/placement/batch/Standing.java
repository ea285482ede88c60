package io.exaplan.engine.placement.batch;

import io.exaplan.engine.placement.online.Decision.Placed;
import io.exaplan.engine.placement.online.WorkerDemand;

/**
 * A worker that stands somewhere.
 *
 * @param demand what it takes there
 * @param home where it stands
 * @param movable whether it may be given another seat
 */
public record Standing(WorkerDemand demand, Placed home, boolean movable) {}
