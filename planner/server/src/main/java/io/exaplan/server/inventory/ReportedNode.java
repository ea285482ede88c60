package io.exaplan.server.inventory;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A host as its agent reported it, before anybody judged whether that can be true.
 *
 * @param name unique within the cluster
 * @param acceleratorModel the model as the node labels it
 * @param nominalDevices devices the node was built with
 * @param unhealthyDevices indexes of the devices that cannot be used now
 * @param foreignMilliDevices thousandths of devices used by work the planner did not start
 * @param foreignEnds when devices among them are assumed free, as told
 * @param cpuMilli allocatable CPU in thousandths of a core
 * @param memoryMib allocatable memory in MiB
 * @param block outermost fabric domain, null when unknown
 * @param rack fabric domain within the block, null when unknown
 * @param ready the node answers its control plane
 * @param cordoned the operator keeps new work off it
 */
public record ReportedNode(
        @Nullable String name,
        @Nullable String acceleratorModel,
        int nominalDevices,
        List<Integer> unhealthyDevices,
        long foreignMilliDevices,
        List<End> foreignEnds,
        long cpuMilli,
        long memoryMib,
        @Nullable String block,
        @Nullable String rack,
        boolean ready,
        boolean cordoned) {
    public ReportedNode {
        unhealthyDevices = List.copyOf(unhealthyDevices);
        foreignEnds = List.copyOf(foreignEnds);
    }

    /** An end of foreign work as it was told: its time may be missing. */
    public record End(@Nullable Instant at, long milliDevices) {}
}
