package io.exaplan.engine.placement;

import io.exaplan.engine.placement.NodeAssignment.WorkerSlot;
import io.exaplan.engine.placement.online.Decision.Placed;
import io.exaplan.engine.placement.online.DemandMix;
import io.exaplan.engine.placement.online.NodeSupply;
import io.exaplan.engine.placement.online.OnlinePlacer;
import io.exaplan.engine.placement.online.ValueSettings;
import io.exaplan.engine.placement.online.WorkerDemand;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The nodes of a partition while workers are being put on them; whatever was taken can be given back. */
final class OpenNodes {
    private final List<NodeState> states;
    private final OnlinePlacer rule;
    private final List<Taken> taken = new ArrayList<>();

    /** @param states what is free of each node now, in an order that settles ties */
    OpenNodes(List<NodeState> states, DemandMix mix) {
        this.states = new ArrayList<>(states);
        this.rule = new OnlinePlacer(states.stream().map(OpenNodes::supply).toList(), mix, ValueSettings.standard());
        for (int node = 0; node < states.size(); node++) {
            set(node, states.get(node));
        }
    }

    private record Taken(WorkerDemand worker, Placed at) {}

    /** A node may gain CPU and memory; only its devices are fixed. All of a partition are of one model. */
    private static NodeSupply supply(NodeState state) {
        return new NodeSupply(
                state.name(),
                Integer.MAX_VALUE,
                Integer.MAX_VALUE,
                state.freeMilli().size(),
                "");
    }

    void set(int node, NodeState state) {
        states.set(node, state);
        rule.set(
                node,
                state.freeMilli().stream().mapToInt(Integer::intValue).toArray(),
                (int) Math.min(Integer.MAX_VALUE, state.freeCpuMilli()),
                (int) Math.min(Integer.MAX_VALUE, state.freeMemoryMib()));
    }

    void learn(DemandMix mix) {
        rule.learn(mix);
    }

    int size() {
        return states.size();
    }

    NodeState state(int node) {
        return states.get(node);
    }

    int takes(int node, WorkerDemand worker) {
        return rule.takes(node, worker);
    }

    boolean wholeFree(int node) {
        return rule.wholeDevices(node) == states.get(node).freeMilli().size();
    }

    int devices(int node) {
        return states.get(node).freeMilli().size();
    }

    long freeMilli(int node) {
        return rule.freeMilli(node);
    }

    OptionalInt cheapest(WorkerDemand worker, int count) {
        return rule.cheapest(worker, count);
    }

    OptionalInt cheapestAmong(int[] nodes, WorkerDemand worker, int count) {
        return rule.cheapestAmong(nodes, worker, count);
    }

    void take(int node, WorkerDemand worker) {
        taken.add(new Taken(worker, rule.placeOn(node, worker)));
    }

    /** How many workers have been put on nodes and not been given back. */
    int taken() {
        return taken.size();
    }

    /** Gives back the latest until only so many are left. */
    void giveBack(int left) {
        while (taken.size() > left) {
            Taken last = taken.removeLast();
            rule.release(last.worker(), last.at());
        }
    }

    /** The places of the workers of one gang: those taken from the given one on. */
    List<WorkerSlot> slots(int gang, int from) {
        List<WorkerSlot> slots = new ArrayList<>(taken.size() - from);
        for (Taken each : taken.subList(from, taken.size())) {
            slots.add(new WorkerSlot(
                    gang,
                    slots.size(),
                    states.get(each.at().node()).name(),
                    indexes(each.at().devices()),
                    each.worker().deviceMilli()));
        }
        return slots;
    }

    private static List<Integer> indexes(long devices) {
        List<Integer> indexes = new ArrayList<>(Long.bitCount(devices));
        for (long left = devices; left != 0; left &= left - 1) {
            indexes.add(Long.numberOfTrailingZeros(left));
        }
        return indexes;
    }
}
