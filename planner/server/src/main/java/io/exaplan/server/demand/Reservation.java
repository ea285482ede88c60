package io.exaplan.server.demand;

import io.exaplan.server.demand.Recurrence.Window;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Capacity held for a tenant, or closed for maintenance.
 *
 * @param id its id
 * @param version rises with every change
 * @param clusterId the cluster it is on
 * @param partitionId the partition, null for every partition of the cluster
 * @param tenantId whom it is held for, null for maintenance
 * @param stated what was stated
 */
public record Reservation(
        int id,
        long version,
        int clusterId,
        @Nullable Integer partitionId,
        @Nullable Integer tenantId,
        Stated stated) {

    /**
     * What was stated.
     *
     * @param cluster name of the cluster
     * @param partition name of the partition, null for every partition of the cluster
     * @param tenant name of the tenant, null for maintenance
     * @param devices how many; null when nodes are stated, or for all
     * @param nodes how many whole nodes; null when devices are stated, or for all
     * @param start plan time of the first occurrence
     * @param end plan time after it, null for no end
     * @param recurrence how it comes back, null when it does not
     * @param reason for people
     */
    public record Stated(
            String cluster,
            @Nullable String partition,
            @Nullable String tenant,
            @Nullable Integer devices,
            @Nullable Integer nodes,
            Instant start,
            @Nullable Instant end,
            @Nullable Recurrence recurrence,
            @Nullable String reason) {

        /** The occurrences that end after one moment and begin before another, at most so many, in order. */
        public List<Window> windows(ZoneId zone, Instant from, Instant before, int most) {
            Window first = new Window(start, end);
            if (recurrence != null) {
                return recurrence.windows(first, zone, from, before, most);
            }
            boolean within = start.isBefore(before) && (end == null || end.isAfter(from));
            return within ? List.of(first) : List.of();
        }
    }
}
