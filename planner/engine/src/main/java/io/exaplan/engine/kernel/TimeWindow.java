package io.exaplan.engine.kernel;

/**
 * A half-open span of plan time.
 *
 * @param fromSecond first second of the span
 * @param untilSecond first second after it, {@link Long#MAX_VALUE} when it has no end
 */
public record TimeWindow(long fromSecond, long untilSecond) {
    public TimeWindow {
        if (untilSecond < fromSecond) {
            throw new IllegalArgumentException(
                    "The window ends at second %d, before it begins at second %d.\nMaybe the two are swapped."
                            .formatted(untilSecond, fromSecond));
        }
    }

    /** From a second on, for a number of seconds; without end when that is beyond counting. */
    public static TimeWindow lasting(long fromSecond, long seconds) {
        return new TimeWindow(fromSecond, Seconds.after(fromSecond, seconds));
    }

    public boolean contains(long second) {
        return fromSecond <= second && second < untilSecond;
    }

    public boolean overlaps(TimeWindow other) {
        return fromSecond < other.untilSecond && other.fromSecond < untilSecond;
    }

    /** Its length, {@link Long#MAX_VALUE} when it has no end. */
    public long seconds() {
        return untilSecond == Seconds.FOREVER ? Seconds.FOREVER : untilSecond - fromSecond;
    }
}
