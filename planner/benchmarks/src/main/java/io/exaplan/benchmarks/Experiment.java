package io.exaplan.benchmarks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table: a figure of some commands of Exaplan beside the same figure of a comparator's, each the mean over its
 * commands.
 *
 * @param name of the experiment
 * @param metric pointer to the figure in what the commands write
 * @param lowerIsBetter whether less of it is better
 * @param comparator what Exaplan is compared with
 * @param published the comparator's published figure, null where there is none
 * @param goal what Exaplan should reach, null where nothing is asked
 * @param theirs commands of the comparator, empty when it cannot be run here
 * @param theirMetric the same pointer for them
 * @param ours commands of Exaplan
 */
record Experiment(
        String name,
        String metric,
        boolean lowerIsBetter,
        String comparator,
        @Nullable Double published,
        @Nullable Double goal,
        List<List<String>> theirs,
        String theirMetric,
        List<List<String>> ours) {

    Experiment {
        theirs = List.copyOf(theirs);
        ours = List.copyOf(ours);
    }

    /** Exaplan's figure over the comparator's, turned round where less is better: above 1 is better. */
    static double ratio(boolean lowerIsBetter, double ours, double theirs) {
        return lowerIsBetter ? theirs / ours : ours / theirs;
    }

    /** Whether a figure reaches the goal; null where there is none. */
    @Nullable
    Boolean reached(double figure) {
        return goal == null ? null : lowerIsBetter ? figure <= goal : figure >= goal;
    }
}
