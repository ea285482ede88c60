package io.exaplan.server.planning;

import io.exaplan.server.demand.JobKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a job stands in the active plan. A caller who may not see its tenant learns that the place is taken, and no more.
 *
 * @param jobId the job, null when it is another tenant's
 * @param jobName its name, null when it is another tenant's
 * @param tenant its tenant, {@code another tenant} when the caller may not know
 * @param kind training or inference
 * @param running whether a run holds the place already
 * @param cluster name of the cluster
 * @param partition name of the partition within it
 * @param start plan time
 * @param end plan time it is expected to end, null when it has no end
 * @param width workers; of one replica for inference
 * @param milliDevices thousandths of devices these workers hold
 * @param version plan version that decided it
 * @param revision turn under that version
 */
record AllocationView(
        @Nullable Long jobId,
        @Nullable String jobName,
        String tenant,
        JobKind kind,
        boolean running,
        String cluster,
        String partition,
        Instant start,
        @Nullable Instant end,
        int width,
        long milliDevices,
        long version,
        long revision) {}
