package io.exaplan.engine.model;

import java.util.ArrayList;
import java.util.List;

/**
 * How many workers a job may have. A rigid gang has one width; an elastic job a range with its speed-up.
 *
 * @param minWorkers fewest workers
 * @param maxWorkers most workers
 * @param speedUps speed at each width from {@code minWorkers} on, relative to {@code minWorkers}: the first is 1,
 *     none is lower than the one before
 */
public record Width(int minWorkers, int maxWorkers, List<Double> speedUps) {
    public Width {
        speedUps = List.copyOf(speedUps);
        if (minWorkers < 1 || maxWorkers < minWorkers || speedUps.size() != maxWorkers - minWorkers + 1) {
            throw new IllegalArgumentException(
                    "The width is %d to %d workers with %d speed-ups.\nState at least 1 worker, max not below min, and one speed-up for each width."
                            .formatted(minWorkers, maxWorkers, speedUps.size()));
        }
        for (int i = 0; i < speedUps.size(); i++) {
            double least = i == 0 ? 1 : speedUps.get(i - 1);
            if (!(speedUps.get(i) >= least) || (i == 0 && speedUps.get(0) != 1)) {
                throw new IllegalArgumentException(
                        "The speed-up at %d workers is %s.\nThe first is 1 and none is lower than the one before."
                                .formatted(minWorkers + i, speedUps.get(i)));
            }
        }
    }

    /** A gang of exactly this many workers. */
    public static Width rigid(int workers) {
        return new Width(workers, workers, List.of(1.0));
    }

    /** Speed at a width, relative to the narrowest. */
    public double speedUp(int workers) {
        return speedUps.get(workers - minWorkers);
    }

    public boolean allows(int workers) {
        return workers >= minWorkers && workers <= maxWorkers;
    }

    public boolean elastic() {
        return maxWorkers > minWorkers;
    }

    /** The widths worth trying: doubling from the narrowest, and the widest. */
    public List<Integer> steps() {
        if (!elastic()) {
            return List.of(minWorkers);
        }
        List<Integer> steps = new ArrayList<>();
        for (long workers = minWorkers; workers < maxWorkers; workers *= 2) {
            steps.add((int) workers);
        }
        steps.add(maxWorkers);
        return steps;
    }
}
