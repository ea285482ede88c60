package io.exaplan.server.demand;

import io.exaplan.engine.catalogue.Precision;
import io.exaplan.engine.catalogue.Stack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a job says, checked and with defaults filled in. It is stored and shown in this form; durations are plan time.
 *
 * @param name for people; need not be unique
 * @param tenant name of the tenant it belongs to
 * @param kind training or inference
 * @param gang how many workers, all or nothing
 * @param worker what one worker takes of a node
 * @param accelerators which devices it can use
 * @param fabric how close its workers must stand
 * @param precision number format it computes in, for people; quota is always counted in FP16/BF16
 * @param expectedDuration how long it takes at its narrowest width; null when {@code work} says it, or for inference
 * @param maxDuration after which it is stopped, null for never
 * @param work training as parameters and tokens, null when {@code expectedDuration} says it
 * @param sizing what {@code work} comes to on each model, computed when it was submitted
 * @param service replicas by hour, for inference only
 * @param earliestStart plan time before which it must not start, null for none
 * @param deadline when it must have ended, null for none
 * @param priorityClass who goes first
 * @param preemptible whether a run may be ended for another job
 * @param minimumRunTime run time before which it is not preempted
 * @param retry what is tried again
 * @param runtime what is run
 * @param onClusterLoss what to do when its cluster is lost
 * @param datasets names of the datasets it reads; jobs stored before there were any have none
 * @param residency names of the clusters it may run on; empty for any
 * @param checkpoint where it keeps what a re-run goes on from; null when a re-run begins at the beginning
 * @param webhook id of the tenant's webhook that is told everything about this job; null for as the webhooks say
 */
public record JobSpec(
        String name,
        String tenant,
        JobKind kind,
        Gang gang,
        Worker worker,
        Accelerators accelerators,
        Fabric fabric,
        Precision precision,
        @Nullable Duration expectedDuration,
        @Nullable Duration maxDuration,
        @Nullable Work work,
        @Nullable Sized sizing,
        @Nullable Service service,
        @Nullable Instant earliestStart,
        @Nullable Deadline deadline,
        PriorityClass priorityClass,
        boolean preemptible,
        Duration minimumRunTime,
        Retry retry,
        Runtime runtime,
        ClusterLoss onClusterLoss,
        List<String> datasets,
        List<String> residency,
        @Nullable Checkpoint checkpoint,
        @Nullable Integer webhook) {

    /** The shortest a run can take at the narrowest width, null when nobody knows. */
    @Nullable
    Duration shortest() {
        return sizing == null
                ? expectedDuration
                : sizing.durationByModel().values().stream()
                        .min(Duration::compareTo)
                        .orElse(null);
    }

    /** The same job under other terms. */
    JobSpec under(PriorityClass priority, @Nullable Deadline until, @Nullable Duration longest) {
        return new JobSpec(
                name,
                tenant,
                kind,
                gang,
                worker,
                accelerators,
                fabric,
                precision,
                expectedDuration,
                longest,
                work,
                sizing,
                service,
                earliestStart,
                until,
                priority,
                preemptible,
                minimumRunTime,
                retry,
                runtime,
                onClusterLoss,
                datasets,
                residency,
                checkpoint,
                webhook);
    }

    @SuppressWarnings("NullAway") // what was stored before these were fields reads as null
    public JobSpec {
        datasets = datasets == null ? List.of() : List.copyOf(datasets);
        residency = residency == null ? List.of() : List.copyOf(residency);
    }

    /**
     * Workers that start together. For inference: the workers of one replica.
     *
     * @param workers how many, when it is rigid; within the range when it is elastic
     * @param minWorkers fewest it can do with
     * @param maxWorkers most it can use; equal to {@code minWorkers} when it is rigid
     * @param speedUps speed at each width from {@code minWorkers} on, relative to {@code minWorkers}
     */
    public record Gang(int workers, int minWorkers, int maxWorkers, List<Double> speedUps) {
        public Gang {
            speedUps = List.copyOf(speedUps);
        }

        public boolean elastic() {
            return maxWorkers > minWorkers;
        }
    }

    /**
     * What one worker takes of a node.
     *
     * @param milliDevices thousandths of devices: up to 1000 a share of one, beyond it whole devices
     * @param cpuMilli thousandths of a core
     * @param memoryMib memory in MiB
     */
    public record Worker(int milliDevices, long cpuMilli, long memoryMib) {}

    /**
     * Which devices will do.
     *
     * @param models catalogue keys, or names as clusters report them; empty for any
     * @param stacks software stacks; empty for any
     * @param minMemoryGib least memory of a device in GiB, 0 for any
     */
    public record Accelerators(List<String> models, List<Stack> stacks, double minMemoryGib) {
        public Accelerators {
            models = List.copyOf(models);
            stacks = List.copyOf(stacks);
        }
    }

    /**
     * How close the workers stand.
     *
     * @param domain the same host, rack or block; ANY for no wish
     * @param required a wish otherwise
     */
    public record Fabric(Domain domain, boolean required) {

        /** From the narrowest to none. */
        public enum Domain {
            HOST,
            RACK,
            BLOCK,
            ANY
        }
    }

    /**
     * Training stated as a model and tokens.
     *
     * @param modelProfile key in the catalogue of model profiles
     * @param tokens tokens to be seen, all epochs together
     * @param mfu share of the vendor peak that becomes training; the family's usual one when the submission said nothing
     */
    public record Work(String modelProfile, double tokens, double mfu) {}

    /**
     * What the work comes to.
     *
     * @param flops floating-point operations of all of it
     * @param durationByModel run time at the narrowest width on each accelerator model that it may use and whose FLOPS are known
     */
    public record Sized(double flops, Map<String, Duration> durationByModel) {
        public Sized {
            durationByModel = Map.copyOf(durationByModel);
        }
    }

    /**
     * A service.
     *
     * @param replicasByHour replicas at each hour of the day in the city's time zone
     * @param duration how long it serves, null for without end
     * @param demand the tokens that the replicas were sized for, null when they were stated
     * @param port where each replica takes requests, null for the cluster's usual port
     * @param readinessPath absolute path that answers once a replica is ready; null when it is ready as soon as it takes connections
     */
    public record Service(
            List<Integer> replicasByHour,
            @Nullable Duration duration,
            @Nullable TokenDemand demand,
            @Nullable Integer port,
            @Nullable String readinessPath) {
        public Service {
            replicasByHour = List.copyOf(replicasByHour);
        }
    }

    /**
     * What a service is asked for, and what one replica gives.
     *
     * @param modelProfile key in the catalogue of model profiles
     * @param tokensPerSecondByHour generated tokens per second at each hour of the day
     * @param contextTokens tokens of context that a replica holds at once
     * @param tokensPerSecondByModel generated by one replica on each accelerator model it may use; the replicas are enough on
     *     the slowest of them
     */
    public record TokenDemand(
            String modelProfile,
            List<Double> tokensPerSecondByHour,
            long contextTokens,
            Map<String, Double> tokensPerSecondByModel) {
        public TokenDemand {
            tokensPerSecondByHour = List.copyOf(tokensPerSecondByHour);
            tokensPerSecondByModel = Map.copyOf(tokensPerSecondByModel);
        }
    }

    /**
     * What a re-run goes on from.
     *
     * @param location where it stands, as the job's own software names it; told to each run as {@code EXAPLAN_CHECKPOINT}
     * @param interval run time from one to the next: at most so much work is lost with a run
     * @param readableFrom names of the clusters that can read it, where a re-run may start; empty for all
     */
    public record Checkpoint(String location, Duration interval, List<String> readableFrom) {
        public Checkpoint {
            readableFrom = List.copyOf(readableFrom);
        }
    }

    /**
     * When it must have ended.
     *
     * @param at plan time
     * @param hard never missed by a plan; a soft deadline costs
     */
    public record Deadline(Instant at, boolean hard) {}

    /**
     * What is tried again.
     *
     * @param maxAttempts how many runs may fail by themselves before the job has failed
     * @param exitCodes exit codes worth another attempt; empty for all
     * @param onNodeFailure whether it starts again when a node failed under it
     */
    public record Retry(int maxAttempts, List<Integer> exitCodes, boolean onNodeFailure) {
        public Retry {
            exitCodes = List.copyOf(exitCodes);
        }
    }

    /**
     * What is run.
     *
     * @param image container image, null where the cluster needs none
     * @param command command and arguments; empty for the image's own
     * @param environment environment variables
     * @param secrets environment variables from secrets that the cluster keeps
     * @param volumes storage that every worker mounts
     * @param byStack what is run instead where the devices have this software stack
     */
    public record Runtime(
            @Nullable String image,
            List<String> command,
            Map<String, String> environment,
            List<SecretVariable> secrets,
            List<Volume> volumes,
            Map<Stack, Runtime> byStack) {
        @SuppressWarnings("NullAway") // what was stored before these were fields reads as null
        public Runtime {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
            secrets = secrets == null ? List.of() : List.copyOf(secrets);
            volumes = volumes == null ? List.of() : List.copyOf(volumes);
            byStack = byStack == null ? Map.of() : Map.copyOf(byStack);
        }

        /** What is run where devices have this stack; null for one nobody knows. */
        public Runtime on(@Nullable Stack stack) {
            return stack == null ? this : byStack.getOrDefault(stack, this);
        }
    }

    /**
     * An environment variable from a secret of the cluster; its value never comes here.
     *
     * @param variable the variable's name
     * @param secret the secret's name on the cluster
     * @param key which of its entries
     */
    public record SecretVariable(String variable, String secret, String key) {}

    /**
     * Storage of the cluster.
     *
     * @param claim its name there, on Kubernetes a PersistentVolumeClaim
     * @param path where it is mounted
     * @param readOnly whether it may only be read
     */
    public record Volume(String claim, String path, boolean readOnly) {}

    /** What to do when its cluster is lost. */
    public enum ClusterLoss {
        /** Keep the run, which may come back. */
        WAIT,
        /** Run it elsewhere once the old run has surely ended. */
        RESCHEDULE
    }
}
