package io.exaplan.server.inventory;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node as it is stored. Its id stays for ever; a node that left the inventory keeps its row with {@code goneAt}.
 *
 * @param partitionId its partition, null while it never had a plausible report
 * @param unhealthyDevices indexes of devices that cannot be used now, sorted
 * @param foreignMilli thousandths of devices used by work the planner did not start
 * @param foreignEnds when devices among them are assumed free, in the order of time; the others stay used
 * @param quarantine why its last report was not believed; the other fields then hold what was believed before
 */
public record NodeRow(
        long id,
        int clusterId,
        @Nullable Integer partitionId,
        String name,
        String acceleratorModel,
        int nominalDevices,
        List<Integer> unhealthyDevices,
        long foreignMilli,
        List<ForeignEnd> foreignEnds,
        long cpuMilli,
        long memoryMib,
        @Nullable String block,
        @Nullable String rack,
        boolean ready,
        boolean cordoned,
        @Nullable String quarantine,
        @Nullable Instant goneAt) {
    public NodeRow {
        unhealthyDevices = List.copyOf(unhealthyDevices);
        foreignEnds = List.copyOf(foreignEnds);
    }

    /** Whether new work may stand on it, as far as the node itself is concerned. */
    public boolean usable() {
        return goneAt == null && quarantine == null && ready && !cordoned;
    }

    /** Thousandths of its healthy devices that no foreign work uses. */
    public long healthyMilliDevices() {
        return healthyMilliDevices(foreignMilli);
    }

    /** The same if foreign work used another amount. */
    public long healthyMilliDevices(long usedByOthers) {
        return Math.max(0, (nominalDevices - unhealthyDevices.size()) * 1000L - usedByOthers);
    }

    /** Whether every device it was built with can be given to one run. */
    public boolean whole() {
        return unhealthyDevices.isEmpty() && foreignMilli == 0;
    }
}
