package io.exaplan.engine.placement.online;

/**
 * How the value of what is free on a node is reckoned. One setting serves all inputs; DESIGN.md shows what each is worth.
 *
 * @param streams imagined futures per accelerator model
 * @param arrivalsPerDevice length of a future: arrivals for each device of the node
 * @param cpuStep free CPU is rounded down to this many thousandths of a core before it is valued, so that values are reused
 * @param worthWeight weight of the devices' worth, in thousandths of devices, against what the futures fill
 * @param roomWeight weight of the room left for each class alone
 * @param contentionWeight price of a device milli per unit of its model's contention
 * @param seed of the futures
 */
public record ValueSettings(
        int streams,
        double arrivalsPerDevice,
        int cpuStep,
        double worthWeight,
        double roomWeight,
        double contentionWeight,
        long seed) {

    public ValueSettings {
        if (streams < 1 || arrivalsPerDevice <= 0 || cpuStep < 1) {
            throw new IllegalArgumentException(
                    "Values need futures of some length (streams %d, arrivals per device %s, CPU step %d).\nAll three must be positive."
                            .formatted(streams, arrivalsPerDevice, cpuStep));
        }
    }

    public static ValueSettings standard() {
        return new ValueSettings(96, 10, 2000, 4, 0.1, 1, 7);
    }
}
