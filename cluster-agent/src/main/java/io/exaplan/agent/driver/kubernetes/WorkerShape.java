package io.exaplan.agent.driver.kubernetes;

import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunSpec.WorkerPlacement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What all workers of a run have in common; a Job or Deployment has one template for all of them.
 *
 * @param devices whole devices of each worker
 * @param nodes names of the nodes they are placed on, sorted
 */
record WorkerShape(int workers, int devices, long cpuMilli, long memoryMib, List<String> nodes) {

    static WorkerShape of(RunSpec spec) {
        WorkerPlacement first = spec.workers().getFirst();
        return new WorkerShape(
                spec.workers().size(),
                first.devices().size(),
                first.cpuMilli(),
                first.memoryMib(),
                spec.workers().stream()
                        .map(WorkerPlacement::node)
                        .distinct()
                        .sorted()
                        .toList());
    }

    /** Why a Job cannot carry this run, absent when it can. */
    static Optional<String> problem(RunSpec spec) {
        if (!RunKeys.canName(spec.runId())) {
            return Optional.of("runId \"%s\" cannot name objects: at most 40 letters, digits, dots and hyphens."
                    .formatted(spec.runId()));
        }
        if (spec.kind() == RunSpec.WorkKind.UNSUPPORTED) {
            return Optional.of("kind is none this agent knows; training and inference can be run.");
        }
        if (spec.runtime().image() == null) {
            return Optional.of("runtime.image is missing, and a Kubernetes cluster needs a container image.");
        }
        if (spec.workers().isEmpty()) {
            return Optional.of("workers is empty.");
        }
        WorkerPlacement first = spec.workers().getFirst();
        if (first.milliPerDevice() != 1000 || first.devices().isEmpty()) {
            return Optional.of("workers[0] asks %d devices of %d thousandths; this cluster gives whole devices only."
                    .formatted(first.devices().size(), first.milliPerDevice()));
        }
        Optional<Integer> spanning = spec.kind() == RunSpec.WorkKind.INFERENCE ? spanning(spec) : Optional.empty();
        if (spanning.isPresent()) {
            return Optional.of(
                    "replica %d has several workers; a replica must be one worker here.".formatted(spanning.get()));
        }
        return spec.workers().stream()
                .filter(worker -> worker.devices().size() != first.devices().size()
                        || worker.milliPerDevice() != 1000
                        || worker.cpuMilli() != first.cpuMilli()
                        || worker.memoryMib() != first.memoryMib())
                .findFirst()
                .map(other -> "workers[%d] asks other resources than workers[0]; a Job's workers are all alike."
                        .formatted(other.index()));
    }

    private static Optional<Integer> spanning(RunSpec spec) {
        Set<Integer> replicas = new HashSet<>();
        return spec.workers().stream()
                .map(WorkerPlacement::replica)
                .filter(replica -> !replicas.add(replica))
                .findFirst();
    }
}
