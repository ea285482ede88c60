package io.exaplan.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All a cluster needs to create a run.
 *
 * @param runId the run's id; creating it twice finds the first
 * @param generation number of this specification, from 1
 * @param jobId the job
 * @param jobName the job's name, for people
 * @param tenant name of the tenant
 * @param partition name of the partition of its cluster the workers were placed in, such as {@code h800x8}; absent from planners
 *     that do not say it
 * @param kind training or inference
 * @param workers the workers and where each stands; for inference every replica's workers
 * @param runtime what to run
 * @param expectedSeconds expected run time in plan seconds; absent for a service without end
 * @param maxSeconds run time after which the cluster ends it itself, absent when unlimited
 * @param graceSeconds seconds between SIGTERM and the end by force
 * @param leaseSeconds seconds after the planner was last heard for which the run may go on where a dead-man's switch watches
 *     it (see {@link OpenSession#switchSeconds}); absent for runs that silence never ends
 * @param serving where a service takes requests, as its job says; absent for training, and where the job leaves it to the cluster
 */
public record RunSpec(
        String runId,
        int generation,
        long jobId,
        String jobName,
        String tenant,
        @Nullable String partition,
        WorkKind kind,
        List<WorkerPlacement> workers,
        Runtime runtime,
        @Nullable Long expectedSeconds,
        @Nullable Long maxSeconds,
        long graceSeconds,
        @Nullable Long leaseSeconds,
        @Nullable Serving serving) {
    public RunSpec {
        workers = Lists.orEmpty(workers);
    }

    /** The same run with other workers, under the number of another specification. */
    public RunSpec with(int newGeneration, List<WorkerPlacement> newWorkers) {
        return new RunSpec(
                runId,
                newGeneration,
                jobId,
                jobName,
                tenant,
                partition,
                kind,
                newWorkers,
                runtime,
                expectedSeconds,
                maxSeconds,
                graceSeconds,
                leaseSeconds,
                serving);
    }

    /** What kind of work a run does. */
    public enum WorkKind {
        /** Runs to its end. */
        TRAINING,
        /** Serves until it is told to stop; its replicas change by the hour. */
        INFERENCE,
        /** A newer planner's kind; a cluster holds no such run and reports {@link RunState#UNSUPPORTED}. */
        @JsonEnumDefaultValue
        UNSUPPORTED
    }

    /**
     * One worker on one node.
     *
     * @param index number of the worker within the run, from 0
     * @param replica number of the replica it belongs to, 0 for training
     * @param node the node's name
     * @param devices indexes of its devices on the node
     * @param milliPerDevice thousandths of each of these devices, 1000 for whole devices
     * @param cpuMilli CPU in thousandths of a core
     * @param memoryMib memory in MiB
     */
    public record WorkerPlacement(
            int index,
            int replica,
            String node,
            List<Integer> devices,
            int milliPerDevice,
            long cpuMilli,
            long memoryMib) {
        public WorkerPlacement {
            devices = Lists.orEmpty(devices);
        }
    }

    /**
     * What the workers execute.
     *
     * @param image container image, or absent where the cluster needs none
     * @param command command and arguments, empty for the image's own
     * @param environment plain environment variables
     * @param secrets variables whose values the cluster keeps: they are named here, never carried
     * @param volumes what is mounted
     */
    public record Runtime(
            @Nullable String image,
            List<String> command,
            Map<String, String> environment,
            List<SecretVariable> secrets,
            List<Volume> volumes) {
        public Runtime {
            command = Lists.orEmpty(command);
            environment = environment == null ? Map.of() : Map.copyOf(environment);
            secrets = Lists.orEmpty(secrets);
            volumes = Lists.orEmpty(volumes);
        }

        /** One that names no secret and mounts nothing. */
        public Runtime(@Nullable String image, List<String> command, Map<String, String> environment) {
            this(image, command, environment, List.of(), List.of());
        }
    }

    /**
     * Where each replica of a service takes requests.
     *
     * @param port its port, absent for the cluster's usual one
     * @param readinessPath absolute path that answers requests once the replica is ready; absent where it is ready when the port
     *     takes connections
     */
    public record Serving(@Nullable Integer port, @Nullable String readinessPath) {}

    /**
     * An environment variable from a secret of the cluster.
     *
     * @param variable the variable's name
     * @param secret the secret's name where the run stands
     * @param key which of its entries
     */
    public record SecretVariable(String variable, String secret, String key) {}

    /**
     * Storage that every worker mounts.
     *
     * @param claim name of the storage where the run stands, on Kubernetes a PersistentVolumeClaim
     * @param path absolute path in the container
     * @param readOnly whether the run may only read it
     */
    public record Volume(String claim, String path, boolean readOnly) {}
}
