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
        List<String> residency,

        @Schema(description = "Where a re-run goes on from; without one it begins at the beginning") @Nullable
        CheckpointSubmission checkpoint,

        @Schema(
                description =
                        "Id of a webhook of the tenant that is told everything about this job, whatever it is told of others")
        @Nullable
        Integer webhook) {

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

    /** A service: replicas at each hour of the day, or the tokens that they are to generate. */
    public record ServiceSubmission(
            @Schema(description = "24 numbers; either these or demand") @Nullable
            List<Integer> replicasByHour,

            @Schema(description = "Without end when left out") @Nullable
            Duration duration,

            @Nullable TokenDemandSubmission demand,

            @Schema(
                    description =
                            "Where each replica takes requests, 1 to 65535; the cluster's usual port when left out")
            @Nullable
            Integer port,

            @Schema(
                    description =
                            "Absolute path that answers 200 to 399 once a replica is ready; when left out, it is ready as soon as its port takes connections")
            @Nullable
            String readinessPath) {}

    /** What a service is asked for; the replicas follow from it. */
    public record TokenDemandSubmission(
            @Schema(requiredMode = RequiredMode.REQUIRED) String modelProfile,

            @Schema(requiredMode = RequiredMode.REQUIRED, description = "24 numbers")
            List<Double> tokensPerSecondByHour,

            @Schema(description = "Tokens of context that a replica holds at once; 0 when left out") @Nullable
            Long contextTokens) {}

    /** What a re-run goes on from. */
    public record CheckpointSubmission(
            @Schema(
                    requiredMode = RequiredMode.REQUIRED,
                    description = "Told to each run as the variable EXAPLAN_CHECKPOINT")
            String location,

            @Schema(description = "Run time from one to the next; PT30M when left out") @Nullable
            Duration interval,

            @Schema(description = "Names of the clusters that can read it; all when left out") @Nullable
            List<String> readableFrom) {}

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
            @Nullable Map<String, String> environment,
            @Nullable List<SecretSubmission> secrets,
            @Nullable List<VolumeSubmission> volumes,

            @Schema(description = "What is run instead on devices of a stack, by its name") @Nullable
            Map<Stack, StackRuntimeSubmission> byStack) {}

    /** What is run on one stack. */
    public record StackRuntimeSubmission(
            @Nullable String image,
            @Nullable List<String> command,
            @Nullable Map<String, String> environment,
            @Nullable List<SecretSubmission> secrets,
            @Nullable List<VolumeSubmission> volumes) {}

    /** A variable whose value the cluster keeps. */
    public record SecretSubmission(
            @Schema(requiredMode = RequiredMode.REQUIRED) String variable,
            @Schema(requiredMode = RequiredMode.REQUIRED) String secret,
            @Schema(requiredMode = RequiredMode.REQUIRED) String key) {}

    /** Storage of the cluster that every worker mounts. */
    public record VolumeSubmission(
            @Schema(requiredMode = RequiredMode.REQUIRED) String claim,
            @Schema(requiredMode = RequiredMode.REQUIRED) String path,
            @Nullable Boolean readOnly) {}
}
