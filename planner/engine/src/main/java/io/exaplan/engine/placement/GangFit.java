package io.exaplan.engine.placement;

import io.exaplan.engine.model.WorkerShape;
import io.exaplan.engine.placement.NodeAssignment.WorkerSlot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One gang on the nodes of one domain: first whether it fits, then, only if so, worker by worker. */
final class GangFit {
    private final List<OpenNode> nodes;
    private final WorkerShape shape;
    private final int workers;
    private final int gang;

    GangFit(List<OpenNode> nodes, PlacementRequest request, int gang) {
        this.nodes = nodes;
        this.shape = request.shape();
        this.workers = request.workers();
        this.gang = gang;
    }

    /** A number of workers on one node. */
    private record Share(OpenNode node, int workers) {}

    Optional<List<WorkerSlot>> place() {
        return shares().map(this::take);
    }

    private Optional<List<Share>> shares() {
        Optional<List<Share>> together = bestFor(workers, nodes).map(node -> List.of(new Share(node, workers)));
        if (together.isPresent()) {
            return together;
        }
        return shape.wholeDevices() == 0 || fitsAnEmptyNode() ? spread() : wholeNodes();
    }

    /** Whether a node, were it empty, would take the whole gang: then it was promised devices, not nodes. */
    private boolean fitsAnEmptyNode() {
        int devices = nodes.stream()
                .mapToInt(node -> node.state().freeMilli().size())
                .max()
                .orElse(0);
        return (long) workers * shape.wholeDevices() < devices;
    }

    private Optional<List<Share>> wholeNodes() {
        List<OpenNode> free = nodes.stream()
                .filter(OpenNode::wholeFree)
                .sorted(Comparator.comparingInt((OpenNode node) -> node.takes(shape))
                        .reversed()
                        .thenComparing(OpenNode::name))
                .toList();
        List<Share> shares = new ArrayList<>();
        int left = workers;
        for (OpenNode node : free) {
            int takes = node.takes(shape);
            if (left < takes || takes == 0) {
                break;
            }
            shares.add(new Share(node, takes));
            left -= takes;
        }
        return left == 0 ? Optional.of(shares) : remainder(shares, left);
    }

    private Optional<List<Share>> remainder(List<Share> shares, int left) {
        List<OpenNode> taken = shares.stream().map(Share::node).toList();
        List<OpenNode> others =
                nodes.stream().filter(node -> !taken.contains(node)).toList();
        return bestFor(left, others).map(node -> {
            shares.add(new Share(node, left));
            return shares;
        });
    }

    /** Worker by worker to the best node for each, on copies until all have one. */
    private Optional<List<Share>> spread() {
        List<OpenNode> copies = nodes.stream().map(OpenNode::copy).toList();
        List<Share> shares = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            Optional<OpenNode> best = bestFor(1, copies);
            if (best.isEmpty()) {
                return Optional.empty();
            }
            best.get().take(shape);
            shares.add(new Share(nodes.get(copies.indexOf(best.get())), 1));
        }
        return Optional.of(shares);
    }

    /** The node with room for so many workers that has the least to spare. */
    private Optional<OpenNode> bestFor(int count, List<OpenNode> candidates) {
        Comparator<OpenNode> leastToSpare = Comparator.comparingLong(OpenNode::freeMilli)
                .thenComparingLong(OpenNode::freeCpuMilli)
                .thenComparingLong(OpenNode::freeMemoryMib)
                .thenComparing(OpenNode::name);
        return candidates.stream()
                .filter(node -> node.takes(shape) >= count)
                .min(
                        shape.wholeDevices() == 0
                                ? Comparator.comparingInt((OpenNode node) -> node.sharedWith(shape))
                                        .thenComparing(leastToSpare)
                                : leastToSpare);
    }

    private List<WorkerSlot> take(List<Share> shares) {
        List<WorkerSlot> slots = new ArrayList<>();
        int milli = Math.min(shape.milliDevices(), 1000);
        for (Share share : shares) {
            for (int i = 0; i < share.workers(); i++) {
                List<Integer> devices = share.node().take(shape);
                slots.add(new WorkerSlot(gang, slots.size(), share.node().name(), devices, milli));
            }
        }
        return slots;
    }
}
