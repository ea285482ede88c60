package io.exaplan.engine.model;

import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.kernel.TimeWindow;

/**
 * How much work a tenant may do within a window of time, in dense FP16/BF16 peak PFLOPS-days: what it holds times how long
 * it holds it. Devices whose FLOPS are unknown charge nothing.
 *
 * @param id stable identity
 * @param tenant id of the tenant
 * @param window from when to when, usually a month or a quarter of the calendar; a job is charged for its part within
 * @param pflopsDays the budget
 * @param consumedPflopsDays what was consumed of it before the problem's now, also by runs that go on
 */
public record BudgetFacts(String id, int tenant, TimeWindow window, double pflopsDays, double consumedPflopsDays) {
    public BudgetFacts {
        if (!(pflopsDays >= 0) || !(consumedPflopsDays >= 0)) {
            throw new IllegalArgumentException(
                    "The budget (%s) is %s PFLOPS-days, of which %s are consumed.\nState numbers of at least 0."
                            .formatted(id, pflopsDays, consumedPflopsDays));
        }
        requireEnd(id, window);
    }

    /** The same with other work consumed. */
    public BudgetFacts consumed(double otherPflopsDays) {
        return new BudgetFacts(id, tenant, window, pflopsDays, otherPflopsDays);
    }

    static void requireEnd(String id, TimeWindow window) {
        if (window.untilSecond() == Seconds.FOREVER) {
            throw new IllegalArgumentException(
                    "The window of (%s) has no end.\nState one: work is counted within it.".formatted(id));
        }
    }
}
