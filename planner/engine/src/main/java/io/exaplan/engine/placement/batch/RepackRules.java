package io.exaplan.engine.placement.batch;

import java.util.Collections;
import java.util.List;

/**
 * What a search must leave as it is, and what it works for.
 *
 * @param migrations most workers with a home that may sit elsewhere
 * @param least the largest gang that must be able to start on each model, in devices; none where nothing stands yet
 * @param enough the gang on each model beyond which nothing more is gained, in devices
 * @param dense whether it is worth something that what is used of devices lies together
 */
record RepackRules(int migrations, List<Long> least, List<Long> enough, boolean dense) {

    /** What a migration has to gain, in squares of what is used of a device: a tenth of a device joins another tenth. */
    private static final long MIGRATION_COST = 20_000;

    /** A device more for the largest gang counts as much as a device filled. */
    private static final long GANG_WORTH = 1_000_000;

    RepackRules {
        least = List.copyOf(least);
        enough = List.copyOf(enough);
    }

    /** For workers none of which stands anywhere yet. */
    static RepackRules none() {
        return new RepackRules(0, List.of(), List.of(), true);
    }

    /** Larger gangs everywhere, on no model a smaller one than before, and what is free together. */
    static RepackRules largerGangs(int migrations, List<Long> before) {
        return new RepackRules(migrations, before, Collections.nCopies(before.size(), Long.MAX_VALUE), true);
    }

    /** What is broken: workers sent away, migrations beyond the budget, devices lost to the largest gangs. */
    long broken(Occupancy occupancy) {
        long broken = (long) occupancy.sentAway() + Math.max(0, occupancy.migrations() - migrations);
        if (!least.isEmpty()) {
            long[] largest = occupancy.largestGangs();
            for (int model = 0; model < largest.length; model++) {
                broken += Math.max(0, least.get(model) - largest[model]);
            }
        }
        return broken;
    }

    /** What is used together and larger gangs are worth, less what the migrations cost, in squares of thousandths. */
    long worth(Occupancy occupancy) {
        long worth = (dense ? occupancy.squares() : 0) - MIGRATION_COST * occupancy.migrations();
        if (!enough.isEmpty()) {
            long[] largest = occupancy.largestGangs();
            for (int model = 0; model < largest.length; model++) {
                worth += GANG_WORTH * Math.min(largest[model], enough.get(model));
            }
        }
        return worth;
    }
}
