package io.exaplan.engine.solver;

import io.exaplan.engine.model.Footprint;
import io.exaplan.engine.model.Room;
import java.util.Arrays;

/**
 * What the search has put on a partition: the room left, and who stands there, in the order of their starts. Immutable, so that
 * plans can share it.
 */
final class Load {
    private final Room free;

    /** Ascending; of equal starts the lesser id comes first. */
    private final long[] starts;

    /** Ids, since a job itself belongs to one copy of the plan. */
    private final long[] jobIds;

    private Load(Room free, long[] starts, long[] jobIds) {
        this.free = free;
        this.starts = starts;
        this.jobIds = jobIds;
    }

    static Load none(Room base) {
        return new Load(base, new long[0], new long[0]);
    }

    Room free() {
        return free;
    }

    int jobCount() {
        return jobIds.length;
    }

    long jobId(int index) {
        return jobIds[index];
    }

    long start(int index) {
        return starts[index];
    }

    /** How many jobs start before a second. */
    int startingBefore(long second) {
        return position(second, Long.MIN_VALUE);
    }

    Load with(JobPlan job, Footprint use) {
        long start = job.start().startSecond();
        int index = position(start, job.id());
        if (isAt(index, start, job.id())) {
            throw new IllegalStateException("Job %d stands on partition (%s) already.\nThis is a defect of the search."
                    .formatted(job.id(), free.partition().key()));
        }
        return new Load(free.minus(use), with(starts, index, start), with(jobIds, index, job.id()));
    }

    Load without(JobPlan job, Footprint use) {
        long start = job.start().startSecond();
        int index = position(start, job.id());
        if (!isAt(index, start, job.id())) {
            throw new IllegalStateException("Job %d does not stand on partition (%s).\nThis is a defect of the search."
                    .formatted(job.id(), free.partition().key()));
        }
        return new Load(free.plus(use), without(starts, index), without(jobIds, index));
    }

    /** The first index at or after a start and id. */
    private int position(long start, long jobId) {
        int from = 0;
        int until = starts.length;
        while (from < until) {
            int middle = (from + until) >>> 1;
            boolean before = starts[middle] < start || (starts[middle] == start && jobIds[middle] < jobId);
            from = before ? middle + 1 : from;
            until = before ? until : middle;
        }
        return from;
    }

    private boolean isAt(int index, long start, long jobId) {
        return index < starts.length && starts[index] == start && jobIds[index] == jobId;
    }

    private static long[] with(long[] all, int index, long value) {
        long[] more = new long[all.length + 1];
        System.arraycopy(all, 0, more, 0, index);
        more[index] = value;
        System.arraycopy(all, index, more, index + 1, all.length - index);
        return more;
    }

    private static long[] without(long[] all, int index) {
        long[] fewer = new long[all.length - 1];
        System.arraycopy(all, 0, fewer, 0, index);
        System.arraycopy(all, index + 1, fewer, index, fewer.length - index);
        return fewer;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Load that
                && free.equals(that.free)
                && Arrays.equals(jobIds, that.jobIds)
                && Arrays.equals(starts, that.starts);
    }

    @Override
    public int hashCode() {
        return 31 * free.milliDevices().hashCode() + Arrays.hashCode(jobIds);
    }

    @Override
    public String toString() {
        return jobIds.length + " jobs, free " + free.milliDevices();
    }
}
