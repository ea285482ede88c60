package io.exaplan.server.dispatch;

import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunSpec.WorkerPlacement;
import io.exaplan.engine.catalogue.Stack;
import io.exaplan.engine.model.Fabric;
import io.exaplan.engine.model.WorkerShape;
import io.exaplan.engine.placement.NodeAssignment.WorkerSlot;
import io.exaplan.engine.placement.PlacementRequest;
import io.exaplan.server.demand.Job;
import io.exaplan.server.demand.JobKind;
import io.exaplan.server.demand.JobSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From what a job says to what a cluster is told. */
final class Specifications {

    private static final String CHECKPOINT = "EXAPLAN_CHECKPOINT";

    private Specifications() {}

    static PlacementRequest request(JobSpec spec, int width, int gangs) {
        return new PlacementRequest(
                shape(spec),
                width,
                gangs,
                new Fabric(
                        Fabric.Domain.valueOf(spec.fabric().domain().name()),
                        spec.fabric().required()));
    }

    static WorkerShape shape(JobSpec spec) {
        JobSpec.Worker worker = spec.worker();
        return new WorkerShape(worker.milliDevices(), worker.cpuMilli(), worker.memoryMib());
    }

    /**
     * Workers where they were placed.
     *
     * @param replicas the replica numbers the gangs get, in order
     */
    static List<WorkerPlacement> workers(JobSpec spec, int width, List<WorkerSlot> slots, List<Integer> replicas) {
        return slots.stream()
                .map(slot -> {
                    int replica = replicas.get(slot.gang());
                    return new WorkerPlacement(
                            replica * width + slot.worker(),
                            replica,
                            slot.node(),
                            slot.devices(),
                            slot.milliPerDevice(),
                            spec.worker().cpuMilli(),
                            spec.worker().memoryMib());
                })
                .toList();
    }

    /**
     * The first generation of a run.
     *
     * @param partition name of the partition within its cluster
     * @param model key of the accelerators it stands on, as clusters report them where the catalogue knows none
     * @param stack their software stack, null when nobody knows
     */
    static RunSpec first(
            UUID run,
            Job job,
            List<WorkerPlacement> workers,
            String partition,
            String model,
            @Nullable Stack stack,
            int width,
            DispatchSettings settings) {
        JobSpec spec = job.spec();
        boolean service = spec.kind() == JobKind.INFERENCE;
        return new RunSpec(
                run.toString(),
                1,
                job.id(),
                spec.name(),
                spec.tenant(),
                partition,
                RunSpec.WorkKind.valueOf(spec.kind().name()),
                workers,
                runtime(spec.runtime().on(stack), spec.checkpoint()),
                RunTime.expectedSeconds(job, model, width),
                service ? null : RunTime.maxSeconds(spec),
                settings.grace().toSeconds(),
                spec.onClusterLoss() == JobSpec.ClusterLoss.RESCHEDULE
                        ? settings.rescheduleLease().toSeconds()
                        : null,
                serving(spec.service()));
    }

    private static RunSpec.@Nullable Serving serving(JobSpec.@Nullable Service stated) {
        return stated == null || (stated.port() == null && stated.readinessPath() == null)
                ? null
                : new RunSpec.Serving(stated.port(), stated.readinessPath());
    }

    private static RunSpec.Runtime runtime(JobSpec.Runtime stated, JobSpec.@Nullable Checkpoint checkpoint) {
        Map<String, String> environment = new TreeMap<>(stated.environment());
        if (checkpoint != null) {
            environment.putIfAbsent(CHECKPOINT, checkpoint.location());
        }
        return new RunSpec.Runtime(
                stated.image(),
                stated.command(),
                environment,
                stated.secrets().stream()
                        .map(each -> new RunSpec.SecretVariable(each.variable(), each.secret(), each.key()))
                        .toList(),
                stated.volumes().stream()
                        .map(each -> new RunSpec.Volume(each.claim(), each.path(), each.readOnly()))
                        .toList());
    }

    /** The next generation of a service, with other workers. */
    static RunSpec next(RunSpec before, List<WorkerPlacement> workers) {
        return before.with(before.generation() + 1, workers);
    }

    static List<WorkerPlacement> joined(List<WorkerPlacement> kept, List<WorkerPlacement> added) {
        return Stream.concat(kept.stream(), added.stream()).toList();
    }
}
