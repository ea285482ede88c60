package io.exaplan.server.planning;

import io.exaplan.server.demand.JobCondition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the plan would say to a job.
 *
 * @param predictedStart plan time it would start, null when it would wait without a start
 * @param predictedEnd plan time it would end, null without a start or without an end
 * @param partitionId where, null without a start
 * @param width with how many workers, 0 without a start
 * @param conditions what keeps it from starting now, all that apply
 */
public record Preview(
        @Nullable Instant predictedStart,
        @Nullable Instant predictedEnd,
        @Nullable Integer partitionId,
        int width,
        List<JobCondition> conditions) {
    public Preview {
        conditions = List.copyOf(conditions);
    }
}
