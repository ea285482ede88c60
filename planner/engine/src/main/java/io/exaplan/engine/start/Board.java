package io.exaplan.engine.start;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The nodes as a decision unfolds. A gang that fits one node stands on one; a wider one takes wholly free nodes, and for its
 * remainder one more.
 */
final class Board {
    private final long now;
    private final int devicesPerNode;
    private final Node[] nodes;
    private final int usable;
    private int free;

    Board(StartState state) {
        now = state.nowSecond();
        devicesPerNode = state.devicesPerNode();
        nodes = new Node[state.usable().size()];
        int sum = 0;
        for (int index = 0; index < nodes.length; index++) {
            nodes[index] = new Node(index, devicesPerNode, state.usable().get(index));
            sum += state.usable().get(index);
        }
        usable = sum;
        free = sum;
        for (RunningJob job : state.running()) {
            run(job.shares(), Math.max(now + 1, job.endSecond()));
        }
        keepPromises(state.promised());
    }

    private void keepPromises(List<PromisedStart> promised) {
        for (PromisedStart start : promised) {
            for (Share share : start.shares()) {
                nodes[share.node()].promise(start.startSecond(), start.endSecond(), share.devices());
            }
        }
        if (!promised.isEmpty()) {
            for (Node node : nodes) {
                node.keepPromises();
            }
        }
    }

    int free() {
        return free;
    }

    int usable() {
        return usable;
    }

    /** Where the job can stand from now on, null when nowhere without delaying what nodes are kept for. */
    @Nullable
    List<Share> place(WaitingJob job) {
        if (job.devices() > free) {
            return null;
        }
        long end = now + job.seconds();
        int whole = job.devices() <= devicesPerNode ? 0 : job.devices() / devicesPerNode;
        int rest = job.devices() - whole * devicesPerNode;
        List<Share> shares = new ArrayList<>(whole + 1);
        for (int index = 0; index < nodes.length && shares.size() < whole; index++) {
            if (nodes[index].whollyFree() && nodes[index].takes(devicesPerNode, end)) {
                shares.add(new Share(index, devicesPerNode));
            }
        }
        if (shares.size() < whole) {
            return null;
        }
        if (rest > 0) {
            Node node = bestFor(rest, end, shares);
            if (node == null) {
                return null;
            }
            shares.add(new Share(node.index(), rest));
        }
        return shares;
    }

    void take(WaitingJob job, List<Share> shares) {
        long end = now + job.seconds();
        for (Share share : shares) {
            nodes[share.node()].takeSpare(share.devices(), end);
        }
        run(shares, end);
    }

    /** Keeps the nodes on which the job can start first, so that nothing delays it there. */
    void keepFor(WaitingJob job) {
        int whole = job.devices() <= devicesPerNode ? 0 : job.devices() / devicesPerNode;
        int rest = job.devices() - whole * devicesPerNode;
        Node[] unkept = Arrays.stream(nodes).filter(node -> !node.kept()).toArray(Node[]::new);
        if (unkept.length < whole + (rest > 0 ? 1 : 0)) {
            return;
        }
        long from = now;
        if (whole > 0) {
            Arrays.sort(unkept, Comparator.comparingLong((Node node) -> node.whollyFreeFrom(now)));
            from = unkept[whole - 1].whollyFreeFrom(now);
        }
        Node last = rest == 0 ? null : firstFor(rest, Arrays.copyOfRange(unkept, whole, unkept.length));
        long start = last == null ? from : Math.max(from, last.freeFrom(rest, now));
        if (start == Long.MAX_VALUE) {
            return;
        }
        if (last != null) {
            last.keep(start, rest);
        }
        for (int index = 0; index < whole; index++) {
            unkept[index].keep(start, devicesPerNode);
        }
    }

    private void run(List<Share> shares, long end) {
        for (Share share : shares) {
            nodes[share.node()].run(share.devices(), end);
            free -= share.devices();
        }
    }

    /** The node with the first room for a remainder; of several the one with the least to spare then. */
    private @Nullable Node firstFor(int rest, Node[] candidates) {
        Node best = null;
        long from = Long.MAX_VALUE;
        int left = 0;
        for (Node node : candidates) {
            long first = node.freeFrom(rest, now);
            int leaves = first == Long.MAX_VALUE ? 0 : node.freeAt(first);
            if (first < from || (first == from && first < Long.MAX_VALUE && leaves < left)) {
                best = node;
                from = first;
                left = leaves;
            }
        }
        return best;
    }

    /**
     * The node on which a remainder wastes least: what stays free beside runs that end sooner, until they do, and what the
     * remainder holds of a node that could be wholly free. Runs that end together free nodes together.
     */
    private @Nullable Node bestFor(int rest, long end, List<Share> others) {
        Node best = null;
        double least = Double.MAX_VALUE;
        for (Node node : nodes) {
            if (node.takes(rest, end) && others.stream().noneMatch(share -> share.node() == node.index())) {
                long nodeEnd = Math.max(now, node.lastEnd());
                double waste = (double) node.free() * Math.max(0, end - nodeEnd)
                        + (double) (node.free() - rest) * Math.max(0, nodeEnd - end);
                if (waste < least) {
                    least = waste;
                    best = node;
                }
            }
        }
        return best;
    }
}
