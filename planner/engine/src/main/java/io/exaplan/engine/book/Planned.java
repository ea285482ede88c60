package io.exaplan.engine.book;

import io.exaplan.engine.model.Footprint;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;
import java.util.Comparator;

/**
 * A job with its start in the plan.
 *
 * @param job the job
 * @param placement where and when
 * @param footprint what it takes there; kept, so that exactly this is given back
 * @param endSecond when it ends
 */
record Planned(JobFacts job, Placement placement, Footprint footprint, long endSecond) {
    static final Comparator<Planned> BY_START =
            Comparator.comparingLong(Planned::startSecond).thenComparingLong(Planned::jobId);

    /** Who goes before whom: priority, then the earlier start. */
    static final Comparator<Planned> BY_URGENCY = Comparator.comparingInt(
                    (Planned planned) -> planned.job().priority())
            .reversed()
            .thenComparing(BY_START);

    long jobId() {
        return job.id();
    }

    long startSecond() {
        return placement.startSecond();
    }

    boolean startsBefore(long second) {
        return startSecond() < second;
    }

    boolean endsAfter(long second) {
        return endSecond > second;
    }
}
