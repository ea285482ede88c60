package io.exaplan.engine.start;

import java.util.List;

/**
 * A job that starts now.
 *
 * @param jobId the job
 * @param shares where it stands
 */
public record Start(long jobId, List<Share> shares) {
    public Start {
        shares = List.copyOf(shares);
    }
}
