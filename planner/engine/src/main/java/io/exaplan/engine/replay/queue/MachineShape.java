package io.exaplan.engine.replay.queue;

/**
 * The machine of a replay.
 *
 * @param nodes how many nodes, all alike
 * @param devicesPerNode devices of each
 */
public record MachineShape(int nodes, int devicesPerNode) {
    public MachineShape {
        if (nodes < 1 || devicesPerNode < 1) {
            throw new IllegalArgumentException(
                    "A machine of %d nodes with %d devices.\nGive at least one of each, as in 188x8."
                            .formatted(nodes, devicesPerNode));
        }
    }

    /** Reads {@code NODESxDEVICES}. */
    public static MachineShape parse(String text) {
        String[] parts = text.split("[xX]", -1);
        try {
            if (parts.length == 2) {
                return new MachineShape(Integer.parseInt(parts[0].strip()), Integer.parseInt(parts[1].strip()));
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(unreadable(text), notANumber);
        }
        throw new IllegalArgumentException(unreadable(text));
    }

    public int devices() {
        return nodes * devicesPerNode;
    }

    private static String unreadable(String text) {
        return "The machine (%s) is not NODESxDEVICES.\nGive two whole numbers, as in 188x8.".formatted(text);
    }
}
