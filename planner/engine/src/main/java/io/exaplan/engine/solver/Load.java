package io.exaplan.engine.solver;

import io.exaplan.engine.model.Footprint;
import io.exaplan.engine.model.Room;
import java.util.Arrays;

/** What the search has put on a partition: the room left, and who stands there. Immutable, so that plans can share it. */
final class Load {
    private final Room free;

    /** Ascending. Ids, since a job itself belongs to one copy of the plan. */
    private final long[] jobIds;

    private Load(Room free, long[] jobIds) {
        this.free = free;
        this.jobIds = jobIds;
    }

    static Load none(Room base) {
        return new Load(base, new long[0]);
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

    Load with(long jobId, Footprint use) {
        int index = -Arrays.binarySearch(jobIds, jobId) - 1;
        if (index < 0) {
            throw new IllegalStateException("Job %d stands on partition (%s) already.\nThis is a defect of the search."
                    .formatted(jobId, free.partition().key()));
        }
        long[] more = new long[jobIds.length + 1];
        System.arraycopy(jobIds, 0, more, 0, index);
        more[index] = jobId;
        System.arraycopy(jobIds, index, more, index + 1, jobIds.length - index);
        return new Load(free.minus(use), more);
    }

    Load without(long jobId, Footprint use) {
        int index = Arrays.binarySearch(jobIds, jobId);
        if (index < 0) {
            throw new IllegalStateException("Job %d does not stand on partition (%s).\nThis is a defect of the search."
                    .formatted(jobId, free.partition().key()));
        }
        long[] fewer = new long[jobIds.length - 1];
        System.arraycopy(jobIds, 0, fewer, 0, index);
        System.arraycopy(jobIds, index + 1, fewer, index, fewer.length - index);
        return new Load(free.plus(use), fewer);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Load that && free.equals(that.free) && Arrays.equals(jobIds, that.jobIds);
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
