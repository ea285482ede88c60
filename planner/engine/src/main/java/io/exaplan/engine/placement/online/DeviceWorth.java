package io.exaplan.engine.placement.online;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * What the free part of one device is worth to the shares that will be asked for, if all of them are combined as well as can
 * be: W(e) = the greatest sum of u_i of shares that fit into e thousandths together, u the prices of the covering program.
 * A share of 810 costs a whole device when nothing asked for fits beside it, one of 470 half a device when two of them do.
 *
 * <p>Those prices jump when the demand changes a little. As the demand to come is known only by its frequencies, they are
 * averaged over demands as uncertain as Poisson counts.
 *
 * <p>When no shares are known to be asked for, the worth is the square of the free part: opened devices are taken before whole
 * ones, and of those the least sufficient.
 */
public final class DeviceWorth {

    static final int DEVICE = WorkerDemand.WHOLE;

    /** Once devices run out, shares that need most of one are turned away first, and the smaller ones still find gaps. */
    private static final double LARGE_SHARES_KEPT = 0.95;

    private static final int DRAWS = 16;
    private static final int MOST_SIZES = 100;
    private static final int COARSE_STEP = 20;

    private final double[] worth;

    private DeviceWorth(double[] worth) {
        this.worth = worth;
    }

    /** Worths under a mix of demand; the seed is that of the disturbed demands. */
    public static DeviceWorth of(DemandMix mix, long seed) {
        return of(mix.shares(), seed);
    }

    static DeviceWorth of(List<DemandMix.Share> shares, long seed) {
        Map<Integer, Double> demand = demand(shares, 1);
        if (demand.size() > MOST_SIZES) {
            demand = demand(shares, COARSE_STEP);
        }
        double[] worth = new double[DEVICE + 1];
        if (!demand.isEmpty()) {
            int[] sizes = demand.keySet().stream().mapToInt(Integer::intValue).toArray();
            double[] counts =
                    demand.values().stream().mapToDouble(Double::doubleValue).toArray();
            SplittableRandom random = new SplittableRandom(seed);
            for (int draw = 0; draw < DRAWS; draw++) {
                add(worth, sizes, disturbed(counts, random));
            }
        } else {
            for (int free = 0; free < DEVICE; free++) {
                worth[free] = (double) free * free / DEVICE;
            }
        }
        worth[DEVICE] = DEVICE;
        return new DeviceWorth(worth);
    }

    /** Worth of a device of which this much is free, in thousandths of devices. */
    public double of(int freeMilli) {
        return worth[freeMilli];
    }

    private static Map<Integer, Double> demand(List<DemandMix.Share> shares, int step) {
        Map<Integer, Double> demand = new TreeMap<>();
        for (DemandMix.Share share : shares) {
            int milli = share.kind().deviceMilli();
            if (milli < DEVICE) {
                double kept = 2 * milli < DEVICE ? share.count() : LARGE_SHARES_KEPT * share.count();
                demand.merge(Math.min(DEVICE, (milli + step - 1) / step * step), kept, Double::sum);
            }
        }
        return demand;
    }

    private static double[] disturbed(double[] counts, SplittableRandom random) {
        double[] disturbed = new double[counts.length];
        for (int size = 0; size < counts.length; size++) {
            double count = counts[size] + Math.sqrt(counts[size]) * random.nextGaussian();
            disturbed[size] = Math.max(0.1 * counts[size], count);
        }
        return disturbed;
    }

    private static void add(double[] worth, int[] sizes, double[] counts) {
        int unit = Arrays.stream(sizes).reduce(DEVICE, DeviceWorth::commonDivisor);
        int[] units = Arrays.stream(sizes).map(size -> size / unit).toArray();
        int capacity = DEVICE / unit;
        double[] prices = CoveringProgram.worths(units, counts, capacity);
        Knapsack best = new Knapsack(units, prices, capacity);
        for (int free = 0; free < DEVICE; free++) {
            worth[free] += Math.min(1, best.within(free / unit)) * DEVICE / DRAWS;
        }
    }

    private static int commonDivisor(int one, int other) {
        return other == 0 ? one : commonDivisor(other, one % other);
    }
}
