package io.exaplan.server.inventory;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is to be stored of a node. */
record NodeWrite(
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
        @Nullable String quarantine) {

    /** A believed report. */
    static NodeWrite of(String name, String model, ReportedNode node, Function<PartitionKey, Integer> partitions) {
        return new NodeWrite(
                partitions.apply(new PartitionKey(model, node.nominalDevices())),
                name,
                model,
                node.nominalDevices(),
                node.unhealthyDevices().stream().sorted().toList(),
                node.foreignMilliDevices(),
                ends(node),
                node.cpuMilli(),
                node.memoryMib(),
                node.block(),
                node.rack(),
                node.ready(),
                node.cordoned(),
                null);
    }

    private static List<ForeignEnd> ends(ReportedNode node) {
        return node.foreignEnds().stream()
                .map(end -> new ForeignEnd(Objects.requireNonNull(end.at()), end.milliDevices()))
                .sorted(ForeignEnd.BY_TIME)
                .toList();
    }

    /** A report that cannot be true, of a node nothing better is known of. */
    static NodeWrite unknown(String name, String problem) {
        return new NodeWrite(
                null, name, "unknown", 0, List.of(), 0, List.of(), 0, 0, null, null, false, false, problem);
    }

    /** What is stored already. */
    static NodeWrite of(NodeRow row) {
        return new NodeWrite(
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
                row.quarantine());
    }

    /** The same with its last report disbelieved: a run on it goes on, nothing new starts there. */
    NodeWrite quarantined(String problem) {
        return new NodeWrite(
                partitionId,
                name,
                acceleratorModel,
                nominalDevices,
                unhealthyDevices,
                foreignMilli,
                foreignEnds,
                cpuMilli,
                memoryMib,
                block,
                rack,
                ready,
                cordoned,
                problem);
    }
}
