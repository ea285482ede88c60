package io.exaplan.engine.replay.queue;

import io.exaplan.engine.start.Share;
import java.util.List;

/**
 * A job that was replayed.
 *
 * @param job what the log says of it
 * @param startSecond when it started
 * @param shares where it stood until it ended
 */
public record Ran(LoggedJob job, long startSecond, List<Share> shares) {
    private static final long BOUND = 10;

    public long endSecond() {
        return startSecond + job.seconds();
    }

    public long waitSeconds() {
        return startSecond - job.submitSecond();
    }

    /** Wait and run time over run time, run times below ten seconds counted as ten; at least 1. */
    public double boundedSlowdown() {
        return Math.max(1, (waitSeconds() + job.seconds()) / (double) Math.max(job.seconds(), BOUND));
    }
}
