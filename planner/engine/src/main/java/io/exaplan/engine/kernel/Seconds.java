package io.exaplan.engine.kernel;

/** Plan time in whole seconds since the epoch. */
public final class Seconds {
    /** After every second that counts. */
    public static final long FOREVER = Long.MAX_VALUE;

    private Seconds() {}

    /** The second that lies {@code seconds} after {@code second}, or {@link #FOREVER} when that cannot be counted. */
    public static long after(long second, long seconds) {
        long sum = second + seconds;
        return seconds >= 0 && sum < second ? FOREVER : sum;
    }
}
