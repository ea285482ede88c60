package io.exaplan.engine.model;

/**
 * Whether a start may be planned at all, however much is free.
 *
 * @param nowSecond earliest start
 * @param horizonSecond latest start
 * @param datasets what jobs read
 */
public record StartRules(long nowSecond, long horizonSecond, Datasets datasets) {
    /** Where there are no datasets. */
    public StartRules(long nowSecond, long horizonSecond) {
        this(nowSecond, horizonSecond, Datasets.NONE);
    }

    public boolean allow(JobFacts job, Placement placement, Room room) {
        long start = placement.startSecond();
        PartitionFacts partition = room.partition();
        return job.width().allows(placement.width())
                && Eligibility.allows(job, partition, datasets)
                && Eligibility.fabricTakes(job, placement.width(), partition)
                && start >= Math.max(nowSecond, job.earliestStartSecond())
                && start <= horizonSecond
                && room.openFrom(job.shape(), placement.width(), start) <= start
                && job.endsInTime(placement, partition);
    }
}
