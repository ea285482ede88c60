package io.exaplan.engine.placement.online;

/**
 * What an empty node has to give.
 *
 * @param name the node's name, used in messages only
 * @param cpuMilli CPU in thousandths of a core
 * @param memoryMib memory in MiB
 * @param devices accelerators, 0 to 64
 * @param model the accelerators' model; nodes without accelerators may leave it empty
 */
public record NodeSupply(String name, int cpuMilli, int memoryMib, int devices, String model) {

    /** A placer keeps a bit for each device of a node. */
    static final int MOST_DEVICES = 64;

    public NodeSupply {
        if (cpuMilli < 0 || memoryMib < 0) {
            throw new IllegalArgumentException(
                    "The node (%s) has %d thousandths of a core and %d MiB.\nNeither may be negative."
                            .formatted(name, cpuMilli, memoryMib));
        }
        if (devices < 0 || devices > MOST_DEVICES) {
            throw new IllegalArgumentException(
                    "The node (%s) has %d devices.\nA node may have 0 to %d.".formatted(name, devices, MOST_DEVICES));
        }
    }
}
