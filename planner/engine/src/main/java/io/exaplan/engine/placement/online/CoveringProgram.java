package io.exaplan.engine.placement.online;

/**
 * The fewest devices that hold a demand of shares, and what each share is worth in them: the linear cutting-stock program
 * <pre>    minimise sum x_p   so that   sum a_ip x_p >= d_i for every size i,   x >= 0</pre>
 * over all patterns p of shares that fit one device, solved by column generation (Gilmore and Gomory, "A linear programming
 * approach to the cutting-stock problem", Operations Research 9, 1961). The answer is its dual: u_i, the devices saved by
 * one share of size i fewer.
 */
final class CoveringProgram {

    private static final double TOLERANCE = 1e-9;

    private final int[] sizes;
    private final int capacity;
    private final double[][] inverse;
    private final double[] amounts;
    private final double[] costs;

    private CoveringProgram(int[] sizes, double[] demands, int capacity) {
        this.sizes = sizes;
        this.capacity = capacity;
        int rows = sizes.length;
        inverse = new double[rows][rows];
        amounts = new double[rows];
        costs = new double[rows];
        for (int row = 0; row < rows; row++) {
            int fit = capacity / sizes[row];
            inverse[row][row] = 1.0 / fit;
            amounts[row] = demands[row] / fit;
            costs[row] = 1;
        }
    }

    /**
     * @param sizes of the shares, each 1 to the capacity
     * @param demands of each size, above 0
     * @return the worth of one share of each size, in devices, 0 to 1
     */
    static double[] worths(int[] sizes, double[] demands, int capacity) {
        return new CoveringProgram(sizes, demands, capacity).solve();
    }

    private double[] solve() {
        int steps = 60 * sizes.length + 200;
        double[] prices = prices();
        for (int step = 0; step < steps; step++) {
            Knapsack best = new Knapsack(sizes, prices, capacity);
            int surplus = cheapest(prices);
            if (best.within(capacity) > 1 + TOLERANCE) {
                enter(best.pattern(), 1);
            } else if (surplus >= 0) {
                double[] column = new double[sizes.length];
                column[surplus] = -1;
                enter(column, 0);
            } else {
                break;
            }
            prices = prices();
        }
        for (int row = 0; row < prices.length; row++) {
            prices[row] = Math.clamp(prices[row], 0, 1);
        }
        return prices;
    }

    private double[] prices() {
        double[] prices = new double[sizes.length];
        for (int row = 0; row < prices.length; row++) {
            if (costs[row] != 0) {
                for (int column = 0; column < prices.length; column++) {
                    prices[column] += inverse[row][column];
                }
            }
        }
        return prices;
    }

    private static int cheapest(double[] prices) {
        int cheapest = -1;
        for (int row = 0; row < prices.length; row++) {
            if (prices[row] < -TOLERANCE && (cheapest < 0 || prices[row] < prices[cheapest])) {
                cheapest = row;
            }
        }
        return cheapest;
    }

    /** One pivot of the revised simplex method. */
    private void enter(double[] column, double cost) {
        int rows = sizes.length;
        double[] direction = new double[rows];
        int leaving = -1;
        for (int row = 0; row < rows; row++) {
            for (int other = 0; other < rows; other++) {
                direction[row] += inverse[row][other] * column[other];
            }
            if (direction[row] > TOLERANCE
                    && (leaving < 0 || amounts[row] * direction[leaving] < amounts[leaving] * direction[row])) {
                leaving = row;
            }
        }
        if (leaving < 0) {
            throw new IllegalStateException("The covering program is unbounded, which costs above 0 rule out.");
        }
        double pivot = direction[leaving];
        amounts[leaving] /= pivot;
        for (int other = 0; other < rows; other++) {
            inverse[leaving][other] /= pivot;
        }
        for (int row = 0; row < rows; row++) {
            if (row != leaving && direction[row] != 0) {
                amounts[row] = Math.max(0, amounts[row] - direction[row] * amounts[leaving]);
                for (int other = 0; other < rows; other++) {
                    inverse[row][other] -= direction[row] * inverse[leaving][other];
                }
            }
        }
        costs[leaving] = cost;
    }
}
