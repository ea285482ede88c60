package io.exaplan.engine.model;

/**
 * The plan's decision for one job: ids and numbers only, so that it can be a planning value.
 *
 * @param partition id of the partition
 * @param startSecond plan time of the start, seconds since the epoch
 * @param width number of workers; for inference those of one replica, since the replicas follow the hour
 */
public record Placement(int partition, long startSecond, int width) {
    public Placement {
        if (width < 1) {
            throw new IllegalArgumentException(
                    "The placement on partition (%d) has width %d.\nA width is at least 1 worker."
                            .formatted(partition, width));
        }
    }
}
