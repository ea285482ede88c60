package io.exaplan.server.demand;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job as it is stored.
 *
 * @param id its id
 * @param tenantId its tenant
 * @param state where it is in its life
 * @param wish what people want of it while it is active
 * @param spec what it says
 * @param submittedBy who submitted it
 * @param submittedAt when, on the wall
 * @param planSubmitted when, in plan time
 * @param attempts runs it has had
 * @param conditions what keeps it from starting
 * @param revision rises with every change a planner must notice
 * @param plannedRevision the revision the active plan has taken into account
 * @param workDone share of its work, 0 to below 1, that earlier runs did up to their last checkpoint
 * @param planEnded when it ended in plan time, null while it has not
 */
public record Job(
        long id,
        int tenantId,
        JobState state,
        Wish wish,
        JobSpec spec,
        String submittedBy,
        Instant submittedAt,
        Instant planSubmitted,
        int attempts,
        List<JobCondition> conditions,
        long revision,
        long plannedRevision,
        double workDone,
        @Nullable Instant planEnded) {
    public Job {
        conditions = List.copyOf(conditions);
    }

    /** Whether the plan has taken its newest change into account; only while it waits is there anything to take. */
    public boolean evaluated() {
        return !JobState.WAITING.contains(state) || plannedRevision >= revision;
    }
}
