package io.exaplan.server.inventory;

import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A partition as people see it, now.
 *
 * @param milliDevices thousandths of all its devices, whatever their state
 * @param usableMilliDevices thousandths new work may use, running work not subtracted
 * @param wholeNodes usable nodes with every nominal device
 * @param freeWholeNodes of these no run stands on: the largest gang of whole-node workers that could start now, reservations aside
 * @param tenants ids of the tenants it is offered to, those whose affairs are the reader's to see; null when to all
 * @param hours daily windows in which it is offered, null when always
 */
record PartitionView(
        int id,
        String key,
        String cluster,
        String name,
        String acceleratorModel,
        int devicesPerNode,
        int nodes,
        int usableNodes,
        long milliDevices,
        long usableMilliDevices,
        int wholeNodes,
        int freeWholeNodes,
        boolean accepting,
        @Nullable Set<Integer> tenants,
        @Nullable List<Offer.OfferedHours> hours) {

    static PartitionView of(PartitionRow row, Set<String> occupied, IntPredicate seesTenant) {
        return new PartitionView(
                row.id(),
                row.key(),
                row.cluster().name(),
                row.name(),
                row.acceleratorModel(),
                row.devicesPerNode(),
                row.nodes().size(),
                row.usableNodes().size(),
                row.nodes().stream()
                        .mapToLong(node -> node.nominalDevices() * 1000L)
                        .sum(),
                row.healthyMilliDevices(),
                row.wholeNodes(),
                (int) row.usableNodes().stream()
                        .filter(node -> node.whole() && !occupied.contains(node.name()))
                        .count(),
                row.accepting(),
                row.tenants() == null
                        ? null
                        : row.tenants().stream().filter(seesTenant::test).collect(Collectors.toSet()),
                row.hours());
    }
}
