package io.exaplan.server.demand;

import io.exaplan.engine.catalogue.Precision;
import io.exaplan.engine.catalogue.Stack;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of a submission, for the API's description; what is not required has the default of {@link JobSpecReader}. Read field by
 * field as a form, so that everything wrong in it is told at once.
 */
@Schema(description = "A job to submit. What is left out has its documented default.")
public record JobSubmission(
        @Schema(requiredMode = RequiredMode.REQUIRED) String name,

        @Schema(description = "Name of the tenant; a member's own when left out") @Nullable
        String tenant,

        @Schema(requiredMode = RequiredMode.REQUIRED) JobKind kind,

        @Schema(description = "1 worker when left out") @Nullable
        GangSubmission gang,

        @Schema(requiredMode = RequiredMode.REQUIRED) WorkerSubmission worker,

        @Schema(description = "Any device when left out") @Nullable
        AcceleratorsSubmission accelerators,

        @Schema(description = "No wish when left out") @Nullable
        FabricSubmission fabric,

        @Schema(description = "BF16 when left out") @Nullable
        Precision precision,

        @Schema(description = "At the narrowest width; either this or work for training") @Nullable
        Duration expectedDuration,

        @Schema(description = "After which it is stopped; never when left out") @Nullable
        Duration maxDuration,

        @Nullable WorkSubmission work,

        @Schema(description = "Required for inference") @Nullable
        ServiceSubmission service,

        @Nullable Instant earliestStart,
        @Nullable DeadlineSubmission deadline,

        @Schema(description = "NORMAL when left out") @Nullable
        PriorityClass priorityClass,

        @Nullable Boolean preemptible,
        @Nullable Duration minimumRunTime,
        @Nullable RetrySubmission retry,
        @Nullable RuntimeSubmission runtime,
        @Schema(description = "WAIT when left out") JobSpec.@Nullable ClusterLoss onClusterLoss,

        @Schema(description = "Names of datasets it reads, see /api/v1/datasets") @Nullable
        List<String> datasets,

        @Schema(description = "Names of clusters it may run on; any when left out") @Nullable
        List<String> residency) {

    /** Workers that start together: a number, or a range for an elastic job. */
    public record GangSubmission(
            @Nullable Integer workers,
            @Nullable Integer minWorkers,
            @Nullable Integer maxWorkers,
            @Nullable List<Double> speedUps) {}

    /** What one worker takes of a node. */
    public record WorkerSubmission(
            @Schema(requiredMode = RequiredMode.REQUIRED) int milliDevices,
            @Nullable Long cpuMilli,
            @Nullable Long memoryMib) {}

    /** Which devices will do. */
    public record AcceleratorsSubmission(
            @Nullable List<String> models,
            @Nullable List<Stack> stacks,
            @Nullable Double minMemoryGib) {}

    /** How close the workers stand. */
    public record FabricSubmission(
            JobSpec.Fabric.@Nullable Domain domain,
            @Nullable Boolean required) {}

    /** Training as a model and tokens. */
    public record WorkSubmission(
            @Schema(requiredMode = RequiredMode.REQUIRED) String modelProfile,
            @Schema(requiredMode = RequiredMode.REQUIRED) double tokens,

            @Schema(description = "The family's usual share of the peak when left out") @Nullable
            Double mfu) {}

    /** A service: replicas at each hour of the day. */
    public record ServiceSubmission(
            @Schema(requiredMode = RequiredMode.REQUIRED) List<Integer> replicasByHour,

            @Schema(description = "Without end when left out") @Nullable
            Duration duration) {}

    /** When it must have ended. */
    public record DeadlineSubmission(
            @Schema(requiredMode = RequiredMode.REQUIRED) Instant at,
            @Nullable Boolean hard) {}

    /** What is tried again. */
    public record RetrySubmission(
            @Nullable Integer maxAttempts,
            @Nullable List<Integer> exitCodes,
            @Nullable Boolean onNodeFailure) {}

    /** What is run. */
    public record RuntimeSubmission(
            @Nullable String image,
            @Nullable List<String> command,
            @Nullable Map<String, String> environment) {}
}
