package io.exaplan.engine.start;

/**
 * Devices of one node.
 *
 * @param node index of the node, counted from 0
 * @param devices how many of its devices, at least 1
 */
public record Share(int node, int devices) {
    public Share {
        if (node < 0 || devices < 1) {
            throw new IllegalArgumentException(
                    "A share of %d devices of node %d.\nName a node from 0 on, and at least one device."
                            .formatted(devices, node));
        }
    }
}
