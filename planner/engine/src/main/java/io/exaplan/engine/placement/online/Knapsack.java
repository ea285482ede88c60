package io.exaplan.engine.placement.online;

import java.util.Arrays;

/** The best filling of one device by shares of given worth, each size as often as it fits. */
final class Knapsack {

    private static final double TOLERANCE = 1e-12;

    private final double[] best;
    private final int[] last;
    private final int[] sizes;

    Knapsack(int[] sizes, double[] worths, int capacity) {
        this.sizes = sizes;
        best = new double[capacity + 1];
        last = new int[capacity + 1];
        Arrays.fill(last, -1);
        for (int room = 1; room <= capacity; room++) {
            best[room] = best[room - 1];
            for (int item = 0; item < sizes.length; item++) {
                int left = room - sizes[item];
                if (left >= 0 && worths[item] > 0 && best[left] + worths[item] > best[room] + TOLERANCE) {
                    best[room] = best[left] + worths[item];
                    last[room] = item;
                }
            }
        }
    }

    /** The best worth that fits into so much room. */
    double within(int room) {
        return best[room];
    }

    /** How often each size occurs in the best filling of a whole device. */
    double[] pattern() {
        double[] counts = new double[sizes.length];
        int room = best.length - 1;
        while (room > 0) {
            if (last[room] < 0) {
                room--;
            } else {
                counts[last[room]]++;
                room -= sizes[last[room]];
            }
        }
        return counts;
    }
}
