package io.exaplan.engine.replay.queue;

import java.util.List;

/**
 * A queue as recorded.
 *
 * @param jobs in the order of the log: by job number (swf) or by submission (itp)
 * @param tenants whose jobs they are, by name
 * @param leftOut what is in the log and cannot be replayed, each with file and line
 */
public record QueueLog(List<LoggedJob> jobs, List<String> tenants, List<String> leftOut) {
    public QueueLog {
        jobs = List.copyOf(jobs);
        tenants = List.copyOf(tenants);
        leftOut = List.copyOf(leftOut);
    }
}
