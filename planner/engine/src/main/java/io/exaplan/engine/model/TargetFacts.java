package io.exaplan.engine.model;

import io.exaplan.engine.kernel.TimeWindow;
import org.jspecify.annotations.Nullable;

/**
 * A promise that a tenant, or a cohort together, is given so much compute within a window of time: allocated dense
 * FP16/BF16 peak, on average over the window.
 *
 * @param id stable identity
 * @param tenantOrNull id of the tenant, null when it is a cohort's
 * @param cohort name of the cohort, empty when it is a tenant's
 * @param window from when to when
 * @param pflops the average wanted over the window in PFLOPS
 * @param attainedPflopsDays what was allocated of it before the problem's now, in PFLOPS-days
 */
public record TargetFacts(
        String id,
        @Nullable Integer tenantOrNull,
        String cohort,
        TimeWindow window,
        double pflops,
        double attainedPflopsDays) {
    public TargetFacts {
        if ((tenantOrNull == null) == cohort.isEmpty()) {
            throw new IllegalArgumentException("The target (%s) is of tenant %s and cohort (%s).\nState one of the two."
                    .formatted(id, tenantOrNull, cohort));
        }
        if (!(pflops > 0) || !(attainedPflopsDays >= 0) || window.untilSecond() <= window.fromSecond()) {
            throw new IllegalArgumentException(
                    "The target (%s) wants %s PFLOPS over %d seconds, of which %s PFLOPS-days are attained.\nState a number above 0, a window with a length, and at least 0 attained."
                            .formatted(id, pflops, window.seconds(), attainedPflopsDays));
        }
        BudgetFacts.requireEnd(id, window);
    }

    /** What is wanted in all, in PFLOPS-days. */
    public double wantedPflopsDays() {
        return pflops * window.seconds() / 86_400.0;
    }

    /** Whether it counts the work of a tenant. */
    public boolean counts(TenantFacts tenant) {
        return tenantOrNull == null ? tenant.cohort().equals(cohort) : tenantOrNull == tenant.id();
    }

    /** The same with other work attained. */
    public TargetFacts attained(double pflopsDays) {
        return new TargetFacts(id, tenantOrNull, cohort, window, pflops, pflopsDays);
    }
}
