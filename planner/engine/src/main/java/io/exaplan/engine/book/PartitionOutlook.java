package io.exaplan.engine.book;

import io.exaplan.engine.model.Eligibility.Obstacle;
import io.exaplan.engine.model.Placement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one partition offers a job, everybody else standing as planned.
 *
 * @param partition its id
 * @param obstacles why it may never run there, empty when it may
 * @param neededMilliDevices thousandths of devices the narrowest gang takes, all replicas of a service at its fullest hour
 * @param freeMilliDevices thousandths of devices free now
 * @param neededWholeNodes wholly free nodes it takes, 0 when parts of nodes will do
 * @param freeWholeNodes wholly free nodes there are now
 * @param placement the best it could get there, null where there is no room up to the horizon or it may not run
 * @param endSecond when it would end, {@link Long#MAX_VALUE} without end, 0 without a placement
 */
public record PartitionOutlook(
        int partition,
        List<Obstacle> obstacles,
        long neededMilliDevices,
        long freeMilliDevices,
        long neededWholeNodes,
        long freeWholeNodes,
        @Nullable Placement placement,
        long endSecond) {
    public PartitionOutlook {
        obstacles = List.copyOf(obstacles);
    }

    public boolean eligible() {
        return obstacles.isEmpty();
    }
}
