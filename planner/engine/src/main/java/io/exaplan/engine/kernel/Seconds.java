package io.exaplan.engine.kernel;

import java.time.Instant;

/** Plan time in whole seconds since the epoch. */
public final class Seconds {
    /** After every second that counts. */
    public static final long FOREVER = Long.MAX_VALUE;

    private Seconds() {}

    /** The instant people read, such as {@code 2026-03-02T08:00:00Z}, or "ever" when there is none. */
    public static String text(long second) {
        return second >= Instant.MAX.getEpochSecond() || second <= Instant.MIN.getEpochSecond()
                ? "ever"
                : Instant.ofEpochSecond(second).toString();
    }

    /** The second that lies {@code seconds} after {@code second}, or {@link #FOREVER} when that cannot be counted. */
    public static long after(long second, long seconds) {
        long sum = second + seconds;
        return seconds >= 0 && sum < second ? FOREVER : sum;
    }
}
