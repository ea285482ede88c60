package io.exaplan.engine.placement;

import io.exaplan.engine.placement.online.WorkerDemand;
import java.util.OptionalInt;

/** One gang on several nodes of one domain: worker by worker, or on whole nodes. Gives everything back when it does not fit. */
final class GangFit {
    private final OpenNodes open;
    private final int[] group;
    private final WorkerDemand worker;
    private final int workers;

    /**
     * @param group the domain's nodes
     * @param workers of the gang, more than any node takes
     */
    GangFit(OpenNodes open, int[] group, WorkerDemand worker, int workers) {
        this.open = open;
        this.group = group;
        this.worker = worker;
        this.workers = workers;
    }

    boolean place() {
        int before = open.taken();
        boolean placed = (sharesDevices() || fitsAnEmptyNode()) ? spread() : wholeNodes();
        if (!placed) {
            open.giveBack(before);
        }
        return placed;
    }

    private boolean sharesDevices() {
        return worker.deviceMilli() < 1000;
    }

    /** Whether a node, were it empty, would take the whole gang: then it was promised devices, not nodes. */
    private boolean fitsAnEmptyNode() {
        int most = 0;
        for (int node : group) {
            most = Math.max(most, open.devices(node));
        }
        return (long) workers * worker.devices() < most;
    }

    private boolean spread() {
        for (int placed = 0; placed < workers; placed++) {
            OptionalInt node = cheapest(1);
            if (node.isEmpty()) {
                return false;
            }
            open.take(node.getAsInt(), worker);
        }
        return true;
    }

    /** Fills wholly free nodes, those that take the most first; what remains stands on one more. */
    private boolean wholeNodes() {
        int left = workers;
        int takes = mostBelow(Integer.MAX_VALUE);
        while (takes > 0 && takes <= left) {
            for (int index = 0; index < group.length && takes <= left; index++) {
                int node = group[index];
                if (open.wholeFree(node) && open.takes(node, worker) == takes) {
                    take(node, takes);
                    left -= takes;
                }
            }
            takes = left > 0 && takes <= left ? mostBelow(takes) : 0;
        }
        return left == 0 || remainder(left);
    }

    /** The most workers that a wholly free node takes, below a bound; 0 when there is none. */
    private int mostBelow(int bound) {
        int most = 0;
        for (int node : group) {
            if (open.wholeFree(node)) {
                int takes = open.takes(node, worker);
                most = takes < bound ? Math.max(most, takes) : most;
            }
        }
        return most;
    }

    private boolean remainder(int left) {
        OptionalInt node = cheapest(left);
        node.ifPresent(found -> take(found, left));
        return node.isPresent();
    }

    private OptionalInt cheapest(int count) {
        return group.length == open.size() ? open.cheapest(worker, count) : open.cheapestAmong(group, worker, count);
    }

    private void take(int node, int count) {
        for (int taken = 0; taken < count; taken++) {
            open.take(node, worker);
        }
    }
}
