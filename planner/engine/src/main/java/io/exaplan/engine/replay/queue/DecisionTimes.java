package io.exaplan.engine.replay.queue;

/** How long decisions took. */
public final class DecisionTimes {
    private static final double NANOS_PER_MILLI = 1e6;

    private long count;
    private long sum;
    private long longest;

    void add(long nanos) {
        count++;
        sum += nanos;
        longest = Math.max(longest, nanos);
    }

    public long count() {
        return count;
    }

    public double meanMillis() {
        return count == 0 ? 0 : sum / NANOS_PER_MILLI / count;
    }

    public double maxMillis() {
        return longest / NANOS_PER_MILLI;
    }
}
