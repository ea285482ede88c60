package io.exaplan.engine.start;

import java.util.List;

/**
 * A job that holds devices.
 *
 * @param id unique among the jobs of a state
 * @param endSecond plan time at which its devices are expected back; one that has passed counts as the next second
 * @param shares where it stands
 */
public record RunningJob(long id, long endSecond, List<Share> shares) {
    public RunningJob {
        shares = List.copyOf(shares);
    }
}
