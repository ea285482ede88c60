package io.exaplan.engine.model;

import io.exaplan.engine.model.Eligibility.Obstacle.Kind;
import java.util.List;
import java.util.Set;

/** The rules of eligibility, one by one, cheapest first. */
enum Rule {
    ACCEPTING(Kind.NOT_ACCEPTING) {
        @Override
        boolean allows(JobFacts job, PartitionFacts partition) {
            return partition.accepting();
        }

        @Override
        String detail(JobFacts job, PartitionFacts partition) {
            return "cluster %s accepts no new starts".formatted(partition.cluster());
        }
    },
    MEMORY(Kind.TOO_LITTLE_MEMORY) {
        @Override
        boolean allows(JobFacts job, PartitionFacts partition) {
            return partition.memoryGib() >= job.accelerators().minMemoryGib();
        }

        @Override
        String detail(JobFacts job, PartitionFacts partition) {
            return "needs %s GiB on each device, has %s"
                    .formatted(job.accelerators().minMemoryGib(), partition.memoryGib());
        }
    },
    WORKER(Kind.WORKER_LARGER_THAN_NODE) {
        @Override
        boolean allows(JobFacts job, PartitionFacts partition) {
            return partition.workersPerNode(job.shape()) >= 1;
        }

        @Override
        String detail(JobFacts job, PartitionFacts partition) {
            WorkerShape shape = job.shape();
            return "a worker needs %d milli-devices, %d milli-CPU and %d MiB, a node has %d devices, %d milli-CPU and %d MiB"
                    .formatted(
                            shape.milliDevices(),
                            shape.cpuMilli(),
                            shape.memoryMib(),
                            partition.devicesPerNode(),
                            partition.nodeCpuMilli(),
                            partition.nodeMemoryMib());
        }
    },
    STACK(Kind.STACK_NOT_ALLOWED) {
        @Override
        boolean allows(JobFacts job, PartitionFacts partition) {
            return job.accelerators().stacks().isEmpty()
                    || job.accelerators().stacks().contains(partition.stack());
        }

        @Override
        String detail(JobFacts job, PartitionFacts partition) {
            return "needs one of %s, has %s".formatted(sorted(job.accelerators().stacks()), partition.stack());
        }
    },
    MODEL(Kind.MODEL_NOT_ALLOWED) {
        @Override
        boolean allows(JobFacts job, PartitionFacts partition) {
            return job.accelerators().models().isEmpty()
                    || job.accelerators().models().contains(partition.acceleratorModel());
        }

        @Override
        String detail(JobFacts job, PartitionFacts partition) {
            return "needs one of %s, has %s"
                    .formatted(sorted(job.accelerators().models()), partition.acceleratorModel());
        }
    },
    RUN_TIME(Kind.NO_RUN_TIME_ON_MODEL) {
        @Override
        boolean allows(JobFacts job, PartitionFacts partition) {
            return job.work().secondsOn(partition.acceleratorModel()).isPresent();
        }

        @Override
        String detail(JobFacts job, PartitionFacts partition) {
            return "states no run time on %s".formatted(partition.acceleratorModel());
        }
    },
    TENANT(Kind.NOT_OFFERED_TO_TENANT) {
        @Override
        boolean allows(JobFacts job, PartitionFacts partition) {
            return partition.offeredTo(job.tenant());
        }

        @Override
        String detail(JobFacts job, PartitionFacts partition) {
            return "is offered to %d other tenants only"
                    .formatted(partition.tenants().size());
        }
    },
    RESIDENCY(Kind.CLUSTER_NOT_ALLOWED) {
        @Override
        boolean allows(JobFacts job, PartitionFacts partition) {
            return job.data().residency().isEmpty() || job.data().residency().contains(partition.cluster());
        }

        @Override
        String detail(JobFacts job, PartitionFacts partition) {
            return "may run on %s only, not on %s".formatted(sorted(job.data().residency()), partition.cluster());
        }
    },
    FABRIC(Kind.FABRIC_DOMAIN_TOO_SMALL) {
        @Override
        boolean allows(JobFacts job, PartitionFacts partition) {
            return Eligibility.fabricTakes(job, job.width().minWorkers(), partition);
        }

        @Override
        String detail(JobFacts job, PartitionFacts partition) {
            return "needs %d nodes in one %s, the largest has %d"
                    .formatted(
                            Footprint.nodesOfGang(job, job.width().minWorkers(), partition),
                            job.fabric().domain(),
                            nodesOfDomain(job, partition));
        }
    };

    /** {@link #values()} without its copy. */
    static final List<Rule> ALL = List.of(values());

    private final Kind kind;

    Rule(Kind kind) {
        this.kind = kind;
    }

    abstract boolean allows(JobFacts job, PartitionFacts partition);

    abstract String detail(JobFacts job, PartitionFacts partition);

    Kind kind() {
        return kind;
    }

    /** Nodes in the largest domain of the kind a job wishes for. */
    static int nodesOfDomain(JobFacts job, PartitionFacts partition) {
        return switch (job.fabric().domain()) {
            case HOST -> 1;
            case RACK -> partition.largestRackNodes();
            case BLOCK -> partition.largestBlockNodes();
            case ANY -> Integer.MAX_VALUE;
        };
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }
}
