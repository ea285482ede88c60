package io.exaplan.engine.checker;

import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Placement;

/**
 * A job where it stands, planned or running.
 *
 * @param job the job
 * @param partition the partition
 * @param placement start and width
 * @param seconds how long it stays, {@link Long#MAX_VALUE} without end
 */
record Standing(JobFacts job, PartitionFacts partition, Placement placement, long seconds) {
    long end() {
        long start = placement.startSecond();
        return seconds > Long.MAX_VALUE - Math.max(0, start) ? Long.MAX_VALUE : start + seconds;
    }
}
