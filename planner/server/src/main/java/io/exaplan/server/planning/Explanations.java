package io.exaplan.server.planning;

import java.util.NavigableMap;
import java.util.TreeMap;

/** Looks again, a few at a time, at why jobs wait: others come and go, and reasons with them. */
final class Explanations {
    private static final int WITHOUT_START = 64;

    /** Fewer: most of what changes the reasons of these moves their start, and then they are told anyway. */
    private static final int WITH_START = 16;

    private long lastWithoutStart = -1;
    private long lastWithStart = -1;

    void refresh(BookState state, Decisions decisions) {
        Turn without = new Turn(lastWithoutStart, WITHOUT_START);
        Turn with = new Turn(lastWithStart, WITH_START);
        for (Known job : state.jobs()) {
            if (job.standing() instanceof Standing.Waiting) {
                boolean starts = state.book().placementOf(job.jobId()).isPresent();
                (starts ? with : without).offer(job);
            }
        }
        lastWithoutStart = without.take(state, decisions);
        lastWithStart = with.take(state, decisions);
    }

    /** Those of many jobs whose turn it is: the next few by their ids. */
    private static final class Turn {
        private final long after;
        private final int atOnce;
        private final NavigableMap<Long, Known> next = new TreeMap<>();

        Turn(long after, int atOnce) {
            this.after = after;
            this.atOnce = atOnce;
        }

        void offer(Known job) {
            if (job.jobId() > after && (next.size() < atOnce || job.jobId() < next.lastKey())) {
                next.put(job.jobId(), job);
                if (next.size() > atOnce) {
                    next.pollLastEntry();
                }
            }
        }

        /** Answers the last one looked at, -1 after the last of all. */
        long take(BookState state, Decisions decisions) {
            for (Known job : next.values()) {
                if (!Settlement.conditionsOf(job, state).equals(state.told(job.jobId()))) {
                    decisions.touch(job.jobId());
                }
            }
            return next.size() < atOnce ? -1 : next.lastKey();
        }
    }
}
