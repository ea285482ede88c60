package io.exaplan.engine.start;

import java.util.Map;

/**
 * What a second of waiting costs, and from it the order in which jobs go: weighted shortest processing time (W. E. Smith,
 * "Various optimizers for single-stage production", 1956), with the device-seconds of a job as its processing time.
 *
 * <p>Bounded slowdown (D. G. Feitelson, "Metrics for parallel job scheduling and their convergence", 2001) is
 * max(1, (wait + run) / max(run, bound)): it costs nothing until wait and run time together exceed the bound, and 1 / max(run,
 * bound) for each second after that.
 */
public final class Urgency {
    /** Seconds below which run times count alike in bounded slowdown. */
    static final long BOUND = 10;

    private final Objective objective;
    private final Map<Integer, Double> slowdowns;
    private final double meanExcess;

    /** @param slowdowns mean bounded slowdown of each tenant's started jobs; may lack tenants */
    public Urgency(Objective objective, Map<Integer, Double> slowdowns) {
        this.objective = objective;
        this.slowdowns = slowdowns;
        this.meanExcess = slowdowns.values().stream()
                .mapToDouble(slowdown -> slowdown - 1)
                .average()
                .orElse(0);
    }

    /** What one more second of waiting costs. */
    double perSecond(WaitingJob job) {
        return switch (objective) {
            case WAIT -> 1;
            case WEIGHTED -> job.weight();
            case SLOWDOWN -> perSecondOfSlowdown(job.seconds());
            case FAIR -> perSecondOfSlowdown(job.seconds()) * standing(job.tenant());
        };
    }

    /** The same for a job of which only the run time is known. */
    public double perSecond(long seconds) {
        return switch (objective) {
            case WAIT, WEIGHTED -> 1;
            case SLOWDOWN, FAIR -> perSecondOfSlowdown(seconds);
        };
    }

    /** Seconds of waiting that cost nothing. */
    public long free(long seconds) {
        return switch (objective) {
            case WAIT, WEIGHTED -> 0;
            case SLOWDOWN, FAIR -> Math.max(0, BOUND - seconds);
        };
    }

    /** The smaller, the sooner: device-seconds for what a second of waiting costs. */
    double key(WaitingJob job) {
        return key(job.seconds(), job.devices(), perSecond(job));
    }

    /** The same for a job whose cost of waiting is known. */
    public double key(long seconds, int devices, double perSecond) {
        return (double) Math.max(seconds, BOUND) * devices / perSecond;
    }

    private static double perSecondOfSlowdown(long seconds) {
        return 1.0 / Math.max(seconds, BOUND);
    }

    /** Above 1 for tenants slowed down more than the mean tenant, below 1 for others. */
    private double standing(int tenant) {
        double excess = slowdowns.getOrDefault(tenant, 1 + meanExcess) - 1;
        double floor = 0.01;
        double ratio = (excess + floor) / (meanExcess + floor);
        return Math.clamp(ratio * ratio, 0.1, 100);
    }
}
