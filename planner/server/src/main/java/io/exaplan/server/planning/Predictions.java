package io.exaplan.server.planning;

import io.exaplan.server.demand.Job;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** When and where jobs will run, for whoever has to tell people. Works on every replica. */
public interface Predictions {

    /**
     * Waits until the plan has taken a revision of a job into account. Ends normally with {@code true} then, or with
     * {@code false} after the timeout: the job is stored all the same and will be looked at.
     */
    CompletableFuture<Boolean> evaluated(long jobId, long revision, Duration timeout);

    /** Where a job would be placed if it were submitted now. Stores nothing, disturbs nobody. */
    Preview preview(Job draft);

    /** The same if a job that waits were not there: its place is free. */
    Preview previewInsteadOf(long replaced, Job draft);
}
