package io.exaplan.server.views;

import io.exaplan.engine.catalogue.Stack;
import io.exaplan.server.demand.JobCondition;
import io.exaplan.server.demand.JobKind;
import io.exaplan.server.demand.JobSpec;
import io.exaplan.server.demand.JobState;
import io.exaplan.server.demand.JobSubmission;
import io.exaplan.server.demand.PriorityClass;
import io.exaplan.server.demand.Wish;
import io.exaplan.server.web.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Jobs as people see them. Times are plan time unless they say wall. */
final class JobViews {

    private JobViews() {}

    /**
     * A job in a list.
     *
     * @param tenant name of its tenant
     * @param workers of the gang, or of one replica
     * @param predictedStart start in the active plan, null when it has none
     * @param predictedPartition {@code cluster/partition}
     * @param conditions what keeps it from starting now, all that apply
     */
    record JobSummary(
            long id,
            String name,
            String tenant,
            JobKind kind,
            JobState state,
            PriorityClass priorityClass,
            int workers,
            int milliDevicesPerWorker,
            List<String> models,
            List<Stack> stacks,
            Instant submittedAt,
            @Nullable Instant predictedStart,
            @Nullable Instant predictedEnd,
            @Nullable String predictedPartition,
            List<JobCondition> conditions) {}

    /**
     * A job in full.
     *
     * @param version rises with every change a planner must notice; the ETag
     * @param wish what people want of it while it is active: CANCEL or SUSPEND while its run is being stopped
     * @param submittedWall when it was submitted, wall time
     * @param evaluated whether the plan has taken its newest change into account; false while it waits and nobody has looked yet
     * @param predicted where and when the active plan has it, null when it has no start or is not evaluated
     * @param workDone share of its work that earlier runs did up to their last checkpoint
     * @param rescheduling what it costs to ask for RESCHEDULE; null for a job that waits for a lost cluster
     * @param activeRun the run it has now, null when it has none
     */
    record JobView(
            long id,
            long version,
            int tenantId,
            JobState state,
            Wish wish,
            JobSpec spec,
            String submittedBy,
            Instant submittedAt,
            Instant submittedWall,
            int attempts,
            List<JobCondition> conditions,
            boolean evaluated,
            @Nullable Prediction predicted,
            double workDone,
            @Nullable RescheduleCost rescheduling,
            @Nullable ActiveRunView activeRun,
            @Nullable Instant endedAt)
            implements Versioned {}

    /**
     * Where and when a job is to run.
     *
     * @param start plan time
     * @param end plan time, null without an end
     * @param cluster name of the cluster
     * @param partition name of the partition in the cluster
     * @param width number of workers; 1 for inference, whose replicas follow the hour
     * @param planVersion version of the plan that says so, null in a preview
     */
    record Prediction(
            Instant start,
            @Nullable Instant end,
            String cluster,
            String partition,
            int width,
            @Nullable Long planVersion) {}

    /**
     * The price of running elsewhere when a cluster is lost.
     *
     * @param endsAfterSilence a run ends by itself when its cluster has not heard the planner for so long, however well it runs
     * @param elsewhereAfter the job starts elsewhere after so much silence at the earliest; on clusters without a dead-man's
     *     switch only by an operator's word
     * @param mostLost run time that is lost with the run at most; null when a new run begins at the beginning
     */
    record RescheduleCost(
            Duration endsAfterSilence,
            Duration elsewhereAfter,
            @Nullable Duration mostLost) {}

    /** The run a job has now. */
    record ActiveRunView(
            UUID id,
            int attempt,
            String state,
            String cluster,
            String partition,
            @Nullable Instant startedAt,
            @Nullable Instant expectedEnd) {}

    /**
     * What a submission would come to; nothing was stored.
     *
     * @param spec the job with defaults filled in and its work sized
     * @param predicted where and when it would run, null when it would wait without a start
     * @param rescheduling what it costs to ask for RESCHEDULE; null for a job that waits for a lost cluster
     * @param conditions what would keep it from starting now, all that apply
     */
    record JobPreview(
            JobSpec spec,
            @Nullable Prediction predicted,
            @Nullable RescheduleCost rescheduling,
            List<JobCondition> conditions) {}

    /**
     * A step in the life of a job.
     *
     * @param id rises with every step of any job
     */
    record TransitionView(
            long id, Instant at, Instant atWall, @Nullable String from, String to, String actor, String reason) {}

    /** How many jobs are in each state. */
    record JobCounts(
            long queued, long scheduled, long active, long suspended, long succeeded, long failed, long cancelled) {}

    /** Why somebody cancels, suspends or resumes a job. */
    record JobOrder(@Nullable String reason) {}

    /**
     * Other terms for a job; what is left out stays, null takes away.
     *
     * @param reason why, for the audit
     */
    record JobChangeOrder(
            @Nullable PriorityClass priorityClass,
            JobSubmission.@Nullable DeadlineSubmission deadline,
            @Nullable Duration maxDuration,
            @Nullable String reason) {}
}
