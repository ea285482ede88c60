package io.exaplan.engine.start;

import java.util.List;

/**
 * A start that was promised and does not move: its devices are kept from its second on.
 *
 * @param job the job
 * @param startSecond plan time of its start
 * @param shares where it is to stand
 */
public record PromisedStart(WaitingJob job, long startSecond, List<Share> shares) {
    public PromisedStart {
        shares = List.copyOf(shares);
    }

    public long endSecond() {
        return startSecond + job.seconds();
    }
}
