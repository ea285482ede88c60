package io.exaplan.engine.model;

import io.exaplan.engine.kernel.Seconds;
import java.util.Map;

/**
 * What a device costs for a second by its model, where models are scarce: who can do with a cheap one leaves the dear
 * ones to others.
 *
 * @param perDeviceSecond price by catalogue key of the model; models it lacks cost nothing
 * @param fromSecond plan time from which haste is counted
 * @param untilSecond plan time up to which it is counted, later than {@code fromSecond}
 */
public record Prices(Map<String, Double> perDeviceSecond, long fromSecond, long untilSecond) {
    /** Nothing is scarce: only the end counts. */
    public static final Prices NONE = new Prices(Map.of(), 0, 1);

    /** Ending at the horizon is as bad as paying so much more. */
    private static final double HASTE = 0.001;

    public Prices {
        perDeviceSecond = Map.copyOf(perDeviceSecond);
        if (untilSecond <= fromSecond) {
            throw new IllegalArgumentException("Prices count haste from second %d to %d.\nEnd after the beginning."
                    .formatted(fromSecond, untilSecond));
        }
    }

    /** Price of one device of a model for a second. */
    public double of(String acceleratorModel) {
        return perDeviceSecond.isEmpty() ? 0 : perDeviceSecond.getOrDefault(acceleratorModel, 0.0);
    }

    /** What a gang costs on a model, at most until the horizon. */
    public double cost(String acceleratorModel, long milliDevices, long seconds) {
        double price = of(acceleratorModel);
        return price == 0 ? 0 : price * milliDevices / 1000.0 * Math.min(seconds, untilSecond - fromSecond);
    }

    /** The cost with a little more for a later end; less is better. */
    double rank(double cost, long endSecond) {
        double late = Math.min(endSecond, untilSecond) - (double) fromSecond;
        return cost == 0 ? 0 : cost * (1 + HASTE * late / (untilSecond - fromSecond));
    }

    /** Later ends than this rank worse; {@link Seconds#FOREVER} when none does, {@code fromSecond - 1} when all do. */
    long latestEnd(double cost, double rank) {
        if (cost == 0) {
            return Seconds.FOREVER;
        }
        double late = (rank / cost - 1) / HASTE * (untilSecond - fromSecond);
        if (late < 0) {
            return fromSecond - 1;
        }
        return late >= untilSecond - fromSecond ? Seconds.FOREVER : fromSecond + (long) late;
    }
}
