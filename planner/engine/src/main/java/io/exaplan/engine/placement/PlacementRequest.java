package io.exaplan.engine.placement;

import io.exaplan.engine.model.Fabric;
import io.exaplan.engine.model.WorkerShape;

/**
 * Workers to place at once, all or none.
 *
 * @param shape what one worker takes
 * @param workers workers of one gang; for a service, of one replica
 * @param gangs how many such gangs; 1 for training, the replicas due for a service
 * @param fabric how close the workers of a gang must stand
 */
public record PlacementRequest(WorkerShape shape, int workers, int gangs, Fabric fabric) {
    public PlacementRequest {
        if (workers < 1 || gangs < 1) {
            throw new IllegalArgumentException("The request is for %d gangs of %d workers.\nAsk for at least 1 of each."
                    .formatted(gangs, workers));
        }
    }
}
