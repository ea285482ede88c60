package io.exaplan.server.planning;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Looks again, a few at a time, at why jobs wait: others come and go, and reasons with them. */
final class Explanations {
    private static final int WITHOUT_START = 64;

    /** Fewer: a start moves with a decision, after which the reasons are written anyway. */
    private static final int WITH_START = 16;

    private long lastWithoutStart = -1;
    private long lastWithStart = -1;

    void refresh(BookState state, Decisions decisions) {
        lastWithoutStart = refresh(
                state, decisions, lastWithoutStart, WITHOUT_START, job -> !hasStart(job, state));
        lastWithStart = refresh(state, decisions, lastWithStart, WITH_START, job -> hasStart(job, state));
    }

    private static boolean hasStart(Known job, BookState state) {
        return state.book().placementOf(job.jobId()).isPresent();
    }

    /** Answers the last one looked at, -1 after the last of all. */
    private static long refresh(
            BookState state, Decisions decisions, long last, int atOnce, Predicate<Known> which) {
        List<Known> next = state.jobs().stream()
                .filter(job -> job.jobId() > last && job.standing() instanceof Standing.Waiting)
                .filter(which)
                .sorted(Comparator.comparingLong(Known::jobId))
                .limit(atOnce)
                .toList();
        for (Known job : next) {
            if (!Settlement.conditionsOf(job, state).equals(state.told(job.jobId()))) {
                decisions.touch(job.jobId());
            }
        }
        return next.size() < atOnce ? -1 : next.getLast().jobId();
    }
}
