package io.exaplan.engine.placement;

import io.exaplan.engine.model.Fabric.Domain;
import io.exaplan.engine.model.WorkerShape;
import io.exaplan.engine.placement.NodeAssignment.NoRoom;
import io.exaplan.engine.placement.NodeAssignment.Placed;
import io.exaplan.engine.placement.NodeAssignment.WorkerSlot;
import io.exaplan.engine.placement.online.DemandMix;
import io.exaplan.engine.placement.online.WorkerDemand;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Finds nodes for the workers of runs in one partition: where what stays free is worth most to the workers that are usually
 * asked for, as {@code placement/online/DESIGN.md} tells; where nothing is known of them, where least is left over. Keeps an
 * index of its nodes, which whoever has it keeps up to date. For one thread.
 *
 * <p>A gang that one node can take stands together on one, whatever its fabric. A larger gang stands on wholly free nodes, as
 * its footprint promised, and what remains of it on one more. The same nodes, mix and request always give the same answer,
 * however the nodes came to be as they are.
 */
public final class NodePlacer {
    private static final int WHOLE = 1000;

    private final Map<String, Integer> places = new HashMap<>();
    private final OpenNodes open;
    private final FabricDomains domains;

    /**
     * @param nodes the partition's nodes as they are now, each with at most 64 devices; those that may not take new work with
     *     nothing free
     * @param mix what workers usually ask for; empty when that is not known
     */
    public NodePlacer(List<NodeState> nodes, DemandMix mix) {
        List<NodeState> byName =
                nodes.stream().sorted(Comparator.comparing(NodeState::name)).toList();
        for (NodeState node : byName) {
            places.put(node.name(), places.size());
        }
        open = new OpenNodes(byName, mix);
        domains = new FabricDomains(open);
    }

    /** Whether these are its nodes, with the devices and the fabric it knows; what is free of them may differ. */
    public boolean isOver(List<NodeState> nodes) {
        return nodes.size() == places.size() && nodes.stream().allMatch(this::isKnown);
    }

    private boolean isKnown(NodeState node) {
        Integer place = places.get(node.name());
        return place != null
                && open.devices(place) == node.freeMilli().size()
                && open.state(place).block().equals(node.block())
                && open.state(place).rack().equals(node.rack());
    }

    /** Says what is free of a node now. */
    public void update(NodeState node) {
        if (!isKnown(node)) {
            throw new IllegalArgumentException(
                    "The node (%s) is not among the %d of the placer as it is stated.\nMake a placer over all nodes anew."
                            .formatted(node.name(), places.size()));
        }
        open.set(places.getOrDefault(node.name(), 0), node);
    }

    /**
     * From now on expects this mix of workers. Costs tens of milliseconds, and hundreds when the next worker comes whose kind
     * has to be compared with thousands of nodes all unlike each other.
     */
    public void learn(DemandMix mix) {
        open.learn(mix);
    }

    /** Finds places for all workers, or for none. Takes nothing: {@link #update} says what was taken. */
    public NodeAssignment place(PlacementRequest request) {
        try {
            return placed(request);
        } finally {
            open.giveBack(0);
        }
    }

    /**
     * Which of several requests find places, by their number, when each is placed beside those before it that did. Takes
     * nothing.
     */
    public BitSet placeable(List<PlacementRequest> requests) {
        BitSet placeable = new BitSet();
        try {
            for (int request = 0; request < requests.size(); request++) {
                int before = open.taken();
                if (placed(requests.get(request)) instanceof Placed) {
                    placeable.set(request);
                } else {
                    open.giveBack(before);
                }
            }
            return placeable;
        } finally {
            open.giveBack(0);
        }
    }

    private NodeAssignment placed(PlacementRequest request) {
        WorkerDemand worker = worker(request.shape());
        List<WorkerSlot> slots = new ArrayList<>();
        for (int gang = 0; gang < request.gangs(); gang++) {
            int before = open.taken();
            if (!placeGang(request, worker)) {
                return new NoRoom(reason(request, worker, gang));
            }
            slots.addAll(open.slots(gang, before));
        }
        return new Placed(slots);
    }

    /** What one worker of a shape asks of a node, wherever it stands within the partition. */
    public static WorkerDemand worker(WorkerShape shape) {
        return new WorkerDemand(
                (int) Math.min(Integer.MAX_VALUE, shape.cpuMilli()),
                (int) Math.min(Integer.MAX_VALUE, shape.memoryMib()),
                Math.max(1, shape.wholeDevices()),
                Math.min(WHOLE, shape.milliDevices()),
                Set.of());
    }

    /** On one node, or in the narrowest kind of domain that will do and has room, of each kind the fullest first. */
    private boolean placeGang(PlacementRequest request, WorkerDemand worker) {
        OptionalInt together = open.cheapest(worker, request.workers());
        if (together.isPresent()) {
            for (int each = 0; each < request.workers(); each++) {
                open.take(together.getAsInt(), worker);
            }
            return true;
        }
        for (Domain domain : request.fabric().acceptable()) {
            for (int[] group : domains.groups(domain)) {
                if (new GangFit(open, group, worker, request.workers()).place()) {
                    return true;
                }
            }
        }
        return false;
    }

    private String reason(PlacementRequest request, WorkerDemand worker, int gang) {
        long workers = 0;
        int wholeNodes = 0;
        int nodes = 0;
        for (int node = 0; node < open.size(); node++) {
            workers += open.takes(node, worker);
            wholeNodes += open.wholeFree(node) ? 1 : 0;
            nodes += open.freeMilli(node) > 0 ? 1 : 0;
        }
        return "gang %d of %d needs room for %d workers of %d milli-devices, %d milli-CPU and %d MiB%s; %d nodes with free devices have room for %d, %d of them wholly free"
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
                        nodes,
                        workers,
                        wholeNodes);
    }
}
