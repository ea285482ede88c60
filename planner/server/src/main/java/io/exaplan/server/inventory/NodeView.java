package io.exaplan.server.inventory;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node as people see it.
 *
 * @param foreignEnds when devices that others use are assumed free; those it does not name stay used for ever
 * @param quarantine why its last report was not believed; the other fields then hold what was believed before
 * @param goneAt when it left the inventory, null while it is there
 */
record NodeView(
        long id,
        String cluster,
        @Nullable Integer partitionId,
        String name,
        String acceleratorModel,
        int nominalDevices,
        List<Integer> unhealthyDevices,
        long foreignMilliDevices,
        List<ForeignEnd> foreignEnds,
        long cpuMilli,
        long memoryMib,
        @Nullable String block,
        @Nullable String rack,
        boolean ready,
        boolean cordoned,
        boolean usable,
        @Nullable String quarantine,
        @Nullable Instant goneAt) {

    static NodeView of(ClusterRow cluster, NodeRow row) {
        return new NodeView(
                row.id(),
                cluster.name(),
                row.partitionId(),
                row.name(),
                row.acceleratorModel(),
                row.nominalDevices(),
                row.unhealthyDevices(),
                row.foreignMilli(),
                row.foreignEnds(),
                row.cpuMilli(),
                row.memoryMib(),
                row.block(),
                row.rack(),
                row.ready(),
                row.cordoned(),
                row.usable(),
                row.quarantine(),
                row.goneAt());
    }
}
