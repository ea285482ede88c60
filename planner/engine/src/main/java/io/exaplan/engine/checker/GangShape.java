package io.exaplan.engine.checker;

import io.exaplan.engine.model.Fabric.Domain;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import java.util.ArrayList;
import java.util.List;

/** How a gang stands on nodes, worked out worker by worker. */
final class GangShape {
    private GangShape() {}

    /** Workers an empty node takes, counted by putting them there one after the other. */
    static int workersOnOneNode(JobFacts job, PartitionFacts partition) {
        int milli = job.shape().milliDevices();
        int perDevice = milli < 1000 ? 1000 / milli : 1;
        int devices = milli < 1000 ? 1 : milli / 1000;
        int places = partition.devicesPerNode() / devices * perDevice;
        int workers = 0;
        while (workers < places
                && (workers + 1) * job.shape().cpuMilli() <= partition.nodeCpuMilli()
                && (workers + 1) * job.shape().memoryMib() <= partition.nodeMemoryMib()) {
            workers++;
        }
        return workers;
    }

    /** Nodes that one gang needs wholly free. Shares of devices need none, nor what one node takes with some to spare. */
    static long wholeNodes(JobFacts job, int workers, PartitionFacts partition) {
        if (job.shape().milliDevices() < 1000) {
            return 0;
        }
        int onOne = Math.max(1, workersOnOneNode(job, partition));
        if (workers <= onOne) {
            long devices = workers * (job.shape().milliDevices() / 1000L);
            return devices == partition.devicesPerNode() ? 1 : 0;
        }
        return workers / onOne;
    }

    /** What of a gang the nodes and the fabric cannot take. */
    static List<String> misfits(JobFacts job, int workers, PartitionFacts partition) {
        List<String> misfits = new ArrayList<>();
        int onOne = workersOnOneNode(job, partition);
        if (onOne == 0) {
            misfits.add("a worker is larger than a node");
        }
        if (job.fabric().required()) {
            int nodes = (workers + Math.max(1, onOne) - 1) / Math.max(1, onOne);
            int most = nodesOf(job.fabric().domain(), partition);
            if (nodes > most) {
                misfits.add(
                        "%d nodes in one %s of %d".formatted(nodes, job.fabric().domain(), most));
            }
        }
        return misfits;
    }

    private static int nodesOf(Domain domain, PartitionFacts partition) {
        return switch (domain) {
            case HOST -> 1;
            case RACK -> partition.largestRackNodes();
            case BLOCK -> partition.largestBlockNodes();
            case ANY -> Integer.MAX_VALUE;
        };
    }
}
