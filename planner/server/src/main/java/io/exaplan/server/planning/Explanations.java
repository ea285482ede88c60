package io.exaplan.server.planning;

import java.util.Comparator;
import java.util.List;

/** Looks again, a few at a time, at why jobs wait without a start: others come and go, and reasons with them. */
final class Explanations {
    private static final int AT_ONCE = 64;

    private long lastLookedAt = -1;

    void refresh(BookState state, Decisions decisions) {
        List<Known> next = state.jobs().stream()
                .filter(job -> job.jobId() > lastLookedAt && job.standing() instanceof Standing.Waiting)
                .filter(job -> state.book().placementOf(job.jobId()).isEmpty())
                .sorted(Comparator.comparingLong(Known::jobId))
                .limit(AT_ONCE)
                .toList();
        lastLookedAt = next.size() < AT_ONCE ? -1 : next.getLast().jobId();
        for (Known job : next) {
            if (!Settlement.conditionsOf(job, state).equals(state.told(job.jobId()))) {
                decisions.touch(job.jobId());
            }
        }
    }
}
