package io.exaplan.engine.placement.batch;

import io.exaplan.engine.placement.online.NodeSupply;
import java.util.List;

/**
 * The largest gang that could start on each accelerator model: as a gang stands on wholly free nodes and a remainder on one
 * more, it is all devices of the wholly free nodes, and the most free devices of another node.
 */
final class StartableGangs {
    private final int[] modelOf;
    private final int[] devicesOf;
    private final long[] onFreeNodes;

    /** By model and number of free devices: the nodes that have so many and are not wholly free. */
    private final int[][] partlyFree;

    /** All nodes are empty. */
    StartableGangs(List<NodeSupply> nodes) {
        List<String> models = models(nodes);
        modelOf = nodes.stream().mapToInt(node -> models.indexOf(node.model())).toArray();
        devicesOf = nodes.stream().mapToInt(NodeSupply::devices).toArray();
        onFreeNodes = new long[models.size()];
        partlyFree = new int[models.size()][Long.SIZE + 1];
        for (int node = 0; node < devicesOf.length; node++) {
            onFreeNodes[modelOf[node]] += devicesOf[node];
        }
    }

    /** The models in the order of the figures. */
    static List<String> models(List<NodeSupply> nodes) {
        return nodes.stream().map(NodeSupply::model).distinct().sorted().toList();
    }

    /** A node has more or fewer devices that are wholly free. */
    void change(int node, int freeBefore, int freeNow) {
        count(node, freeBefore, -1);
        count(node, freeNow, 1);
    }

    private void count(int node, int free, int sign) {
        if (free == devicesOf[node]) {
            onFreeNodes[modelOf[node]] += (long) sign * free;
        } else {
            partlyFree[modelOf[node]][free] += sign;
        }
    }

    /** Devices by model. */
    long[] largest() {
        long[] largest = onFreeNodes.clone();
        for (int model = 0; model < largest.length; model++) {
            int remainder = Long.SIZE;
            while (remainder > 0 && partlyFree[model][remainder] == 0) {
                remainder--;
            }
            largest[model] += remainder;
        }
        return largest;
    }
}
