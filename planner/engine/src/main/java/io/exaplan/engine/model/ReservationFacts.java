package io.exaplan.engine.model;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.kernel.TimeWindow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a partition that is kept for one tenant, or closed for maintenance, during some windows of time. A recurrence
 * is spelled out by its windows.
 *
 * @param id stable identity, as people know it; one reservation on several partitions is one of these for each
 * @param partition id of the partition
 * @param tenantOrNull id of the tenant it is kept for, null when it closes for maintenance
 * @param milliDevices thousandths of devices kept; 0 when it is stated in nodes
 * @param wholeNodes nodes kept with all their nominal devices; 0 when it is stated in devices
 * @param windows when it holds, in plan time
 */
public record ReservationFacts(
        String id,
        int partition,
        @Nullable Integer tenantOrNull,
        long milliDevices,
        int wholeNodes,
        List<TimeWindow> windows) {
    public ReservationFacts {
        windows = List.copyOf(windows);
        if (milliDevices < 0 || wholeNodes < 0 || (milliDevices == 0) == (wholeNodes == 0)) {
            throw new IllegalArgumentException(
                    "The reservation (%s) keeps %d thousandths of devices and %d nodes.\nState one of the two, above 0."
                            .formatted(id, milliDevices, wholeNodes));
        }
    }

    /** Whether it closes its part to everybody. */
    public boolean maintenance() {
        return tenantOrNull == null;
    }

    /** Whether a tenant may use what it keeps. */
    public boolean isFor(int tenant) {
        return tenantOrNull != null && tenantOrNull == tenant;
    }

    /** Thousandths of devices it keeps over time. */
    Profile devicesOf(PartitionFacts partition) {
        return during(milliDevices == 0 ? 1000L * partition.devicesPerNode() * wholeNodes : milliDevices);
    }

    /** Whole nodes it keeps over time: as many as its devices fill. */
    Profile nodesOf(PartitionFacts partition) {
        return during(wholeNodes == 0 ? milliDevices / (1000L * partition.devicesPerNode()) : wholeNodes);
    }

    private Profile during(long amount) {
        Profile kept = Profile.ZERO;
        for (TimeWindow window : windows) {
            kept = kept.plus(window.fromSecond(), window.untilSecond(), amount);
        }
        return kept;
    }
}
