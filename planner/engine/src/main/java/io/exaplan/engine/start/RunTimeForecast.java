package io.exaplan.engine.start;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * How long a job will run, where nobody knows: from the user's last jobs, as D. Tsafrir, Y. Etsion and D. G. Feitelson propose
 * ("Backfilling using system-generated predictions rather than user runtime estimates", 2007), here those among the last eight
 * that ran longer than this one has run already. What outlasts its forecast is expected to end after the least of their steps
 * that is a tenth of what it took so far.
 */
public final class RunTimeForecast {
    private static final int REMEMBERED = 8;
    private static final long[] STEPS = {60, 300, 900, 1800, 3600, 7200, 18_000};
    private static final long UNKNOWN = 3600;

    private final Map<Integer, Deque<Long>> byUser = new HashMap<>();
    private double sum;
    private long count;

    /** A job of the user ended after so many seconds. */
    public void ended(int user, long seconds) {
        Deque<Long> last = byUser.computeIfAbsent(user, unknown -> new ArrayDeque<>());
        last.addLast(seconds);
        if (last.size() > REMEMBERED) {
            last.removeFirst();
        }
        sum += seconds;
        count++;
    }

    /**
     * The whole run time to expect.
     *
     * @param user whose job it is
     * @param requestedSeconds what the user asked for, an upper bound; 0 when not stated
     * @param elapsedSeconds how long it has run already; 0 when it waits
     * @return more than {@code elapsedSeconds}
     */
    public long seconds(int user, long requestedSeconds, long elapsedSeconds) {
        double expected = byUser.getOrDefault(user, new ArrayDeque<>()).stream()
                .mapToLong(Long::longValue)
                .filter(seconds -> seconds > elapsedSeconds)
                .average()
                .orElse(0);
        if (expected == 0 && !byUser.containsKey(user)) {
            expected = requestedSeconds > 0 ? (double) requestedSeconds : count > 0 ? sum / count : UNKNOWN;
        }
        if (requestedSeconds > 0) {
            expected = Math.min(expected, (double) requestedSeconds);
        }
        long whole = Math.max(1, Math.round(expected));
        return whole > elapsedSeconds ? whole : elapsedSeconds + step(elapsedSeconds);
    }

    private static long step(long elapsedSeconds) {
        for (long step : STEPS) {
            if (step >= elapsedSeconds / 10) {
                return step;
            }
        }
        return elapsedSeconds / 10;
    }
}
