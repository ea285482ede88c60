package io.exaplan.engine.solver;

import java.util.Arrays;
import java.util.List;

/**
 * Prices of scarce resources: the duals of "most value within what there is", where a job may be split over its options.
 *
 * <p>For prices p at least 0, the sum of capacity times p plus the sum over the jobs of their best surplus (value less
 * what the option costs at p, at least 0) is never below the value of any plan: a plan's value is what its jobs have as
 * surplus plus what they pay, no job has more than its best surplus, and together they pay for no more than there is.
 * So every p gives a bound (weak duality), and the least of them is the optimum of the linear program. It is sought by
 * steps along the excess of what is asked over what there is, shorter whenever they no longer help.
 */
final class ShadowPrices {
    /** Passes without a better bound before the steps get shorter. */
    private static final int PATIENCE = 6;

    private static final double SHORTER = 0.75;

    /** Steps relative to the first price at which nothing can be gained any more. */
    private static final double SHORTEST = 1e-6;

    private final double[] capacity;
    private double[] values = new double[16];
    private int jobs;

    /** Options of job i are those from {@code first[i]} up to {@code first[i + 1]}. */
    private int[] first = new int[17];

    private int options;
    private int[] resources = new int[64];
    private double[] amounts = new double[64];

    /**
     * @param capacity how much there is of each resource, such as device-seconds of a model
     */
    ShadowPrices(double[] capacity) {
        this.capacity = capacity.clone();
    }

    /** One way to place a job. */
    record Option(int resource, double amount) {}

    /**
     * Prices and what they prove.
     *
     * @param prices price of a unit of each resource
     * @param bound no plan is worth more
     */
    record Result(List<Double> prices, double bound) {
        Result {
            prices = List.copyOf(prices);
        }
    }

    /** A job that is worth something, and takes so much of one of the resources. */
    void add(double value, List<Option> jobOptions) {
        if (jobs + 1 == first.length - 1) {
            values = Arrays.copyOf(values, 2 * jobs + 2);
            first = Arrays.copyOf(first, 2 * jobs + 3);
        }
        while (options + jobOptions.size() > resources.length) {
            resources = Arrays.copyOf(resources, 2 * resources.length);
            amounts = Arrays.copyOf(amounts, 2 * amounts.length);
        }
        for (Option option : jobOptions) {
            resources[options] = option.resource();
            amounts[options++] = option.amount();
        }
        values[jobs++] = value;
        first[jobs] = options;
    }

    /** Looks for the least bound in so many passes over the jobs. */
    Result solve(int passes) {
        double start = meanDensity();
        double[] prices = new double[capacity.length];
        Arrays.fill(prices, start);
        double[] best = prices;
        double bound = Double.POSITIVE_INFINITY;
        double step = start / 2;
        int patience = PATIENCE;
        for (int pass = 0; pass < passes && step > SHORTEST * start; pass++) {
            double[] excess = new double[capacity.length];
            double reached = bound(prices, excess);
            if (reached < bound) {
                bound = reached;
                best = prices;
                patience = PATIENCE;
            } else if (--patience == 0) {
                step *= SHORTER;
                patience = PATIENCE;
                prices = best;
                bound(best, excess);
            }
            prices = step(prices, excess, step);
        }
        return new Result(Arrays.stream(best).boxed().toList(), jobs == 0 ? 0 : bound);
    }

    /** The bound at some prices; {@code excess} becomes what is asked beyond what there is. */
    private double bound(double[] prices, double[] excess) {
        double bound = 0;
        for (int r = 0; r < capacity.length; r++) {
            bound += prices[r] * capacity[r];
            excess[r] = -capacity[r];
        }
        for (int job = 0; job < jobs; job++) {
            double surplus = 0;
            int chosen = -1;
            for (int option = first[job]; option < first[job + 1]; option++) {
                double left = values[job] - prices[resources[option]] * amounts[option];
                if (left > surplus) {
                    surplus = left;
                    chosen = option;
                }
            }
            if (chosen >= 0) {
                bound += surplus;
                excess[resources[chosen]] += amounts[chosen];
            }
        }
        return bound;
    }

    /** Resources of every size move alike: what counts is the excess as a share of what there is. */
    private double[] step(double[] prices, double[] excess, double length) {
        double squares = 0;
        for (int r = 0; r < capacity.length; r++) {
            excess[r] /= Math.max(1, capacity[r]);
            squares += excess[r] * excess[r];
        }
        double[] next = prices.clone();
        double scale = squares == 0 ? 0 : length / Math.sqrt(squares);
        for (int r = 0; r < capacity.length; r++) {
            next[r] = Math.max(0, prices[r] + scale * excess[r]);
        }
        return next;
    }

    private double meanDensity() {
        double value = 0;
        double amount = 0;
        for (int job = 0; job < jobs; job++) {
            if (first[job + 1] > first[job]) {
                value += values[job];
                amount += amounts[first[job]];
            }
        }
        return amount == 0 ? 0 : value / amount;
    }
}
