package io.exaplan.server.inventory;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A partition with its nodes, as it stands now.
 *
 * @param id stays for ever
 * @param cluster its cluster
 * @param name unique within the cluster
 * @param acceleratorModel catalogue key, or the reported name when the catalogue lacks it
 * @param devicesPerNode nominal devices of each node
 * @param tenants ids of the tenants it is offered to, null when to all; an empty set when to nobody
 * @param hours daily windows in which it is offered, null when always; an empty list when never
 * @param nodes its nodes that are not gone, sorted by name
 * @param offeredNodes names of those the operator offers
 */
public record PartitionRow(
        int id,
        ClusterRow cluster,
        String name,
        String acceleratorModel,
        int devicesPerNode,
        @Nullable Set<Integer> tenants,
        @Nullable List<Offer.OfferedHours> hours,
        List<NodeRow> nodes,
        Set<String> offeredNodes) {

    /** {@code cluster/name}, for people. */
    public String key() {
        return cluster.name() + "/" + name;
    }

    /** Whether new starts may be planned on it. */
    public boolean accepting() {
        return cluster.accepting() && (tenants == null || !tenants.isEmpty()) && (hours == null || !hours.isEmpty());
    }

    /** Nodes new work may stand on: healthy, not cordoned, not quarantined, offered. */
    public List<NodeRow> usableNodes() {
        return cluster.state() == ClusterState.INACTIVE
                ? List.of()
                : nodes.stream()
                        .filter(node -> node.usable() && offeredNodes.contains(node.name()))
                        .toList();
    }

    /** Usable thousandths of devices, foreign use subtracted, runs not. */
    public long healthyMilliDevices() {
        return usableNodes().stream().mapToLong(NodeRow::healthyMilliDevices).sum();
    }

    /** Usable nodes with every nominal device, runs not subtracted. */
    public int wholeNodes() {
        return (int) usableNodes().stream().filter(NodeRow::whole).count();
    }

    /** Names of the nodes {@link #wholeNodes()} leaves out. */
    public Set<String> impairedNodes() {
        Set<String> whole =
                usableNodes().stream().filter(NodeRow::whole).map(NodeRow::name).collect(Collectors.toSet());
        return nodes.stream()
                .map(NodeRow::name)
                .filter(name -> !whole.contains(name))
                .collect(Collectors.toSet());
    }

    /**
     * Names of the nodes {@link #healthyMilliDevices()} leaves out altogether; a run that stands on one of them takes
     * none of it away.
     */
    public Set<String> unusableNodes() {
        Set<String> usable = usableNodes().stream().map(NodeRow::name).collect(Collectors.toSet());
        return nodes.stream()
                .map(NodeRow::name)
                .filter(name -> !usable.contains(name))
                .collect(Collectors.toSet());
    }

    /** CPU of the smallest usable node, in thousandths of a core. */
    public long nodeCpuMilli() {
        return usableNodes().stream().mapToLong(NodeRow::cpuMilli).min().orElse(0);
    }

    /** Memory of the smallest usable node, in MiB. */
    public long nodeMemoryMib() {
        return usableNodes().stream().mapToLong(NodeRow::memoryMib).min().orElse(0);
    }

    /** Usable nodes in its largest rack; all of them when no rack is known. */
    public int largestRackNodes() {
        return largest(node -> node.rack() == null ? null : node.block() + "/" + node.rack());
    }

    /** Usable nodes in its largest block; all of them when no block is known. */
    public int largestBlockNodes() {
        return largest(NodeRow::block);
    }

    private int largest(Function<NodeRow, @Nullable String> domain) {
        List<NodeRow> usable = usableNodes();
        Map<String, Long> counts = usable.stream()
                .filter(node -> domain.apply(node) != null)
                .collect(Collectors.groupingBy(node -> String.valueOf(domain.apply(node)), Collectors.counting()));
        return (int) counts.values().stream().mapToLong(Long::longValue).max().orElse(usable.size());
    }
}
