package io.exaplan.server.planning;

import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.model.Placement;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A run that holds capacity: LEASED, STARTING, RUNNING, or LOST and not given up.
 *
 * @param runId the run
 * @param jobId the job it is an attempt at
 * @param partitionId where it stands
 * @param width its workers; 1 for inference, whose replicas follow the hour
 * @param planStart plan time it started at, or was leased at while it has not started
 * @param planLeased plan time it was leased at: from then on the plan counted with its run time
 * @param planEnd plan time its capacity is expected back, {@link Instant#MAX} when it has no end
 * @param nodes names of the nodes it stands on
 * @param stopping whether an order to stop it was given
 */
public record ActiveRun(
        UUID runId,
        long jobId,
        int partitionId,
        int width,
        Instant planStart,
        Instant planLeased,
        Instant planEnd,
        Set<String> nodes,
        boolean stopping) {
    public ActiveRun {
        nodes = Set.copyOf(nodes);
    }

    /** Plan time its capacity is expected back, as the engine counts. */
    long endSecond() {
        return planEnd.equals(Instant.MAX) ? Seconds.FOREVER : planEnd.getEpochSecond();
    }

    Placement placement() {
        return new Placement(partitionId, planStart.getEpochSecond(), width);
    }
}
