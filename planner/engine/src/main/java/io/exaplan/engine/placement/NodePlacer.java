package io.exaplan.engine.placement;

import io.exaplan.engine.model.Fabric.Domain;
import io.exaplan.engine.placement.NodeAssignment.NoRoom;
import io.exaplan.engine.placement.NodeAssignment.Placed;
import io.exaplan.engine.placement.NodeAssignment.WorkerSlot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts the workers of one run on the nodes of its partition, by best fit: where least is left over.
 *
 * <p>A gang that one node can take stands together on one. A larger gang stands on wholly free nodes, as its footprint
 * promised, and what remains of it on one more. Shares of devices go to the fullest device that still suffices. The same
 * nodes and request always give the same answer.
 */
public final class NodePlacer {
    private NodePlacer() {}

    /**
     * Places all workers or none.
     *
     * @param nodes the partition's nodes that may take new work, as they are now
     * @param request what to place
     */
    public static NodeAssignment place(List<NodeState> nodes, PlacementRequest request) {
        List<OpenNode> open = nodes.stream().map(OpenNode::new).toList();
        List<WorkerSlot> slots = new ArrayList<>();
        for (int gang = 0; gang < request.gangs(); gang++) {
            Optional<List<WorkerSlot>> placed = placeGang(open, request, gang);
            if (placed.isEmpty()) {
                return new NoRoom(reason(open, request, gang));
            }
            slots.addAll(placed.get());
        }
        return new Placed(slots);
    }

    /** Tries the domains the gang wishes for from the narrowest on, each kind fullest first. */
    private static Optional<List<WorkerSlot>> placeGang(List<OpenNode> nodes, PlacementRequest request, int gang) {
        for (Domain domain : FabricDomains.acceptable(request.fabric())) {
            for (List<OpenNode> group : FabricDomains.groups(nodes, domain)) {
                Optional<List<WorkerSlot>> placed = new GangFit(group, request, gang).place();
                if (placed.isPresent()) {
                    return placed;
                }
            }
        }
        return Optional.empty();
    }

    private static String reason(List<OpenNode> nodes, PlacementRequest request, int gang) {
        int workers =
                nodes.stream().mapToInt(node -> node.takes(request.shape())).sum();
        long wholeNodes = nodes.stream().filter(OpenNode::wholeFree).count();
        return "gang %d of %d needs room for %d workers of %d milli-devices, %d milli-CPU and %d MiB%s; %d nodes have room for %d, %d of them wholly free"
                .formatted(
                        gang + 1,
                        request.gangs(),
                        request.workers(),
                        request.shape().milliDevices(),
                        request.shape().cpuMilli(),
                        request.shape().memoryMib(),
                        request.fabric().required()
                                ? " in one " + request.fabric().domain()
                                : "",
                        nodes.size(),
                        workers,
                        wholeNodes);
    }
}
