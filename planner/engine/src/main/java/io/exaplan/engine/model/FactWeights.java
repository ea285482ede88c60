package io.exaplan.engine.model;

/**
 * Weights of what a plan promised and of where data is.
 *
 * @param shortfallWeight medium cost of a PFLOPS-day missing of a target of which everything is missing, times 1,000; of
 *     one nearly attained less, in proportion, so that the worst-served come first
 * @param transferWeight soft cost of a GiB that has to be brought to the cluster of a job
 */
public record FactWeights(long shortfallWeight, long transferWeight) {
    /** The documented defaults. */
    public static final FactWeights DEFAULTS = new FactWeights(1_000, 100);

    private static final double THOUSAND = 1000;

    public FactWeights {
        if (Math.min(shortfallWeight, transferWeight) < 0) {
            throw new IllegalArgumentException(
                    "A weight is below 0: shortfall %d, transfer %d.\nUse 0 to leave one out."
                            .formatted(shortfallWeight, transferWeight));
        }
    }

    /**
     * What a target costs that is not attained: its PFLOPS-days times the square of the missing share.
     *
     * @param wanted in GFLOPS-seconds, above 0
     * @param attained in GFLOPS-seconds
     */
    public long shortfallCost(long wanted, long attained) {
        double missing = Math.clamp(1 - (double) attained / Math.max(1, wanted), 0, 1);
        return Math.round(shortfallWeight * THOUSAND * Meter.pflopsDays(wanted) * missing * missing);
    }

    /** What it costs to bring so many GiB. */
    public long transferCost(double gib) {
        return Math.round(transferWeight * gib);
    }
}
