package io.exaplan.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One host with accelerators.
 *
 * @param name unique within the cluster
 * @param acceleratorModel the model as the node labels it; the planner maps it to its catalogue
 * @param nominalDevices devices the node was built with, whatever their health
 * @param unhealthyDevices indexes (0-based) of the devices that cannot be used now
 * @param foreignMilliDevices thousandths of devices used by work the planner did not start
 * @param cpuMilli allocatable CPU in thousandths of a core
 * @param memoryMib allocatable memory in MiB
 * @param block outermost fabric domain, absent when unknown
 * @param rack fabric domain within the block, absent when unknown
 * @param ready the node answers its control plane
 * @param cordoned the operator keeps new work off it
 * @param foreignEnds when devices among {@code foreignMilliDevices} are assumed free; what it does not name stays used for
 *     ever as far as anybody knows. An end that is past says that the work stays longer than assumed
 */
public record NodeReport(
        String name,
        String acceleratorModel,
        int nominalDevices,
        List<Integer> unhealthyDevices,
        long foreignMilliDevices,
        long cpuMilli,
        long memoryMib,
        @Nullable String block,
        @Nullable String rack,
        boolean ready,
        boolean cordoned,
        List<ForeignEnd> foreignEnds) {
    public NodeReport {
        unhealthyDevices = Lists.orEmpty(unhealthyDevices);
        foreignEnds = Lists.orEmpty(foreignEnds);
    }

    /** Nobody knows when work the planner did not start will end. */
    public NodeReport(
            String name,
            String acceleratorModel,
            int nominalDevices,
            List<Integer> unhealthyDevices,
            long foreignMilliDevices,
            long cpuMilli,
            long memoryMib,
            @Nullable String block,
            @Nullable String rack,
            boolean ready,
            boolean cordoned) {
        this(
                name,
                acceleratorModel,
                nominalDevices,
                unhealthyDevices,
                foreignMilliDevices,
                cpuMilli,
                memoryMib,
                block,
                rack,
                ready,
                cordoned,
                List.of());
    }

    /**
     * Devices used by work the planner did not start that are assumed free from some time on.
     *
     * @param at plan time
     * @param milliDevices thousandths of devices
     */
    public record ForeignEnd(Instant at, long milliDevices) {}
}
