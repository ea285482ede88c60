package io.exaplan.contract;

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
        boolean cordoned) {
    public NodeReport {
        unhealthyDevices = Lists.orEmpty(unhealthyDevices);
    }
}
