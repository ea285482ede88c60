package io.exaplan.engine.placement.batch;

import java.util.List;

/**
 * What a search must leave as it is.
 *
 * @param migrations most workers with a home that may sit elsewhere
 * @param gangs the largest gang that could start on each model before, in devices; none where nothing stands yet
 */
record RepackRules(int migrations, List<Long> gangs) {

    /** What a migration has to gain, in squares of what is used of a device: a tenth of a device joins another tenth. */
    private static final long MIGRATION_COST = 20_000;

    /** A device more for the largest gang counts as much as a device filled. */
    private static final long GANG_WORTH = 1_000_000;

    RepackRules {
        gangs = List.copyOf(gangs);
    }

    /** For workers none of which stands anywhere yet. */
    static RepackRules none() {
        return new RepackRules(0, List.of());
    }

    /** What is broken: workers sent away, migrations beyond the budget, devices lost to the largest gangs. */
    long broken(Occupancy occupancy) {
        long broken = (long) occupancy.sentAway() + Math.max(0, occupancy.migrations() - migrations);
        if (!gangs.isEmpty()) {
            long[] largest = occupancy.largestGangs();
            for (int model = 0; model < largest.length; model++) {
                broken += Math.max(0, gangs.get(model) - largest[model]);
            }
        }
        return broken;
    }

    /** What larger gangs are worth less what the migrations cost, in squares of thousandths. */
    long worth(Occupancy occupancy) {
        long worth = -MIGRATION_COST * occupancy.migrations();
        if (!gangs.isEmpty()) {
            for (long devices : occupancy.largestGangs()) {
                worth += GANG_WORTH * devices;
            }
        }
        return worth;
    }
}
