package io.exaplan.agent.driver.kubernetes;

import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunSpec.WorkerPlacement;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What all workers of a run have in common; a Job, Deployment or LeaderWorkerSet has one template for all of them.
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
        Optional<String> uneven = uneven(spec);
        if (uneven.isPresent()) {
            return uneven;
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

    /** How many workers each replica of a service has. */
    static int groupSize(RunSpec spec) {
        int first = spec.workers().getFirst().replica();
        return (int) spec.workers().stream()
                .filter(worker -> worker.replica() == first)
                .count();
    }

    private static Optional<String> uneven(RunSpec spec) {
        if (spec.kind() != RunSpec.WorkKind.INFERENCE) {
            return Optional.empty();
        }
        int size = groupSize(spec);
        return spec.workers().stream()
                .collect(Collectors.groupingBy(WorkerPlacement::replica, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(replica -> replica.getValue() != size)
                .findFirst()
                .map(replica -> "replica %d has %d workers and replica %d has %d; replicas are all alike."
                        .formatted(
                                replica.getKey(),
                                replica.getValue(),
                                spec.workers().getFirst().replica(),
                                size));
    }
}
