package io.exaplan.engine.replay.queue;

import io.exaplan.engine.start.RunningJob;
import io.exaplan.engine.start.Share;
import io.exaplan.engine.start.StartState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Nodes for gangs: what fits one node goes to the one with the least to spare, what does not to wholly free ones. */
final class BestFit {
    private final int devicesPerNode;
    private final int[] free;
    private int freeDevices;

    BestFit(StartState state) {
        devicesPerNode = state.devicesPerNode();
        free = state.usable().stream().mapToInt(Integer::intValue).toArray();
        for (int devices : free) {
            freeDevices += devices;
        }
        for (RunningJob job : state.running()) {
            take(job.shares());
        }
    }

    int free() {
        return freeDevices;
    }

    /** Takes the devices, if there are nodes for them. */
    Optional<List<Share>> place(int devices) {
        if (devices > freeDevices) {
            return Optional.empty();
        }
        int whole = devices <= devicesPerNode ? 0 : devices / devicesPerNode;
        int rest = devices - whole * devicesPerNode;
        List<Share> shares = new ArrayList<>(whole + 1);
        for (int node = 0; node < free.length && shares.size() < whole; node++) {
            if (free[node] == devicesPerNode) {
                shares.add(new Share(node, devicesPerNode));
            }
        }
        int last = rest == 0 ? -1 : leastToSpare(rest, shares);
        if (shares.size() < whole || (rest > 0 && last < 0)) {
            return Optional.empty();
        }
        if (rest > 0) {
            shares.add(new Share(last, rest));
        }
        take(shares);
        return Optional.of(shares);
    }

    private int leastToSpare(int devices, List<Share> taken) {
        int best = -1;
        for (int node = 0; node < free.length; node++) {
            if (free[node] >= devices && (best < 0 || free[node] < free[best]) && !holds(taken, node)) {
                best = node;
            }
        }
        return best;
    }

    private static boolean holds(List<Share> taken, int node) {
        return taken.stream().anyMatch(share -> share.node() == node);
    }

    private void take(List<Share> shares) {
        for (Share share : shares) {
            free[share.node()] -= share.devices();
            freeDevices -= share.devices();
        }
    }
}
