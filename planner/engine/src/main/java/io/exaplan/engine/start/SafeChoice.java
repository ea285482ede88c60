package io.exaplan.engine.start;

import org.jspecify.annotations.Nullable;

/**
 * Of several candidates the one that is surely better than what would be done anyway: all are looked at on the same futures,
 * and a mean gain counts less one standard error. Without that, the luck of the draw decides, and the choice is worse than the
 * rule it departs from.
 *
 * @param <T> what is chosen
 */
public final class SafeChoice<T> {
    /** On so many futures a candidate must be better in the mean before it is looked at on all. */
    private static final int FEW = 4;

    private final Costs<T> costs;
    private final int futures;
    private T best;
    private double[] bestCosts;

    /** What a candidate costs on a future. */
    @FunctionalInterface
    public interface Costs<T> {
        double on(T candidate, int future);
    }

    /**
     * @param rule what would be done anyway
     * @param futures how many there are, the same ones for every candidate
     * @param costs what a candidate costs on each of them
     */
    public SafeChoice(T rule, int futures, Costs<T> costs) {
        this.costs = costs;
        this.futures = futures;
        this.best = rule;
        this.bestCosts = new double[futures];
        play(rule, bestCosts, 0, futures);
    }

    public T best() {
        return best;
    }

    /** Moves to the best of the candidates, if one is surely better. Says whether it moved. */
    public boolean improve(Iterable<T> candidates) {
        @Nullable T better = null;
        double @Nullable [] betterCosts = null;
        double most = 1e-9;
        int few = Math.min(futures, Math.max(FEW, futures / 4));
        for (T candidate : candidates) {
            double[] candidateCosts = new double[futures];
            play(candidate, candidateCosts, 0, few);
            if (few < futures && gain(candidateCosts, few) <= 0) {
                continue;
            }
            play(candidate, candidateCosts, few, futures);
            double gain = sureGain(bestCosts, candidateCosts);
            if (gain > most) {
                most = gain;
                better = candidate;
                betterCosts = candidateCosts;
            }
        }
        if (better == null || betterCosts == null) {
            return false;
        }
        best = better;
        bestCosts = betterCosts;
        return true;
    }

    private void play(T candidate, double[] candidateCosts, int from, int to) {
        for (int future = from; future < to; future++) {
            candidateCosts[future] = costs.on(candidate, future);
        }
    }

    private double gain(double[] candidateCosts, int count) {
        double sum = 0;
        for (int future = 0; future < count; future++) {
            sum += bestCosts[future] - candidateCosts[future];
        }
        return sum;
    }

    private static double sureGain(double[] before, double[] after) {
        int count = before.length;
        double sum = 0;
        double squares = 0;
        for (int index = 0; index < count; index++) {
            double gain = before[index] - after[index];
            sum += gain;
            squares += gain * gain;
        }
        double mean = sum / count;
        double variance = Math.max(0, squares / count - mean * mean);
        return mean - Math.sqrt(variance / Math.max(1, count - 1));
    }
}
