package io.exaplan.server.demand;

import java.util.List;

/**
 * What the plan found out about a job.
 *
 * @param jobId the job
 * @param revision the revision of the job it looked at
 * @param hasStart whether the active plan has a start for it
 * @param conditions what keeps it from starting now, all that apply
 */
public record Evaluated(long jobId, long revision, boolean hasStart, List<JobCondition> conditions) {
    public Evaluated {
        conditions = List.copyOf(conditions);
    }
}
