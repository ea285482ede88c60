package io.exaplan.engine.model;

/**
 * Weights of how well a plan uses the devices: the gangs it leaves room for, and the energy it takes.
 *
 * @param fragmentationWeight soft cost of a device-hour by which the plan makes the largest gang of a model that could
 *     start within the next day smaller
 * @param energyWeight soft cost of a kWh
 */
public record EfficiencyWeights(long fragmentationWeight, long energyWeight) {
    /**
     * The documented defaults: a device of the largest gang weighs a tenth of one that waits, a kWh as much as a device that
     * waits for a hundred seconds.
     */
    public static final EfficiencyWeights DEFAULTS = new EfficiencyWeights(3_600, 1_000);

    private static final double MILLI_DEVICE_SECONDS_PER_HOUR = 3.6e6;

    public EfficiencyWeights {
        if (Math.min(fragmentationWeight, energyWeight) < 0) {
            throw new IllegalArgumentException(
                    "A weight is below 0: fragmentation %d, energy %d.\nUse 0 to leave one out."
                            .formatted(fragmentationWeight, energyWeight));
        }
    }

    /** What it is worth that a gang of so many thousandths of devices, times seconds, could start. */
    public long gangWorth(long milliDeviceSeconds) {
        return Math.round(fragmentationWeight * (milliDeviceSeconds / MILLI_DEVICE_SECONDS_PER_HOUR));
    }

    /** What so much energy costs. */
    public long energyCost(double kilowattHours) {
        return Math.round(energyWeight * kilowattHours);
    }
}
