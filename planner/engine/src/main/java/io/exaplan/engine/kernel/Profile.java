package io.exaplan.engine.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A number that changes in steps over plan time: devices free, nodes free, FLOPS in use. Immutable, and canonical: two
 * profiles with the same value at every second are equal, whatever made them.
 *
 * <p>Reading is a binary search; every change copies two arrays.
 */
public final class Profile {
    /** Nothing, at every second. */
    public static final Profile ZERO = constant(0);

    /** Strictly increasing seconds at which the value changes. */
    private final long[] changes;

    /** {@code values[0]} before the first change, {@code values[i]} from {@code changes[i - 1]} on. */
    private final long[] values;

    /** The greatest of them; found when a stay is first looked for, and always the same. */
    private @Nullable Long highest;

    /** The arrays are the profile's own from here on, and canonical. */
    Profile(long[] changes, long[] values) {
        this.changes = changes;
        this.values = values;
    }

    /**
     * One value from a second on.
     *
     * @param fromSecond where it begins
     * @param value the value until the next step
     */
    public record Step(long fromSecond, long value) {}

    /** The same value at every second. */
    public static Profile constant(long value) {
        return new Profile(new long[0], new long[] {value});
    }

    /** A value within a window and 0 outside. */
    public static Profile step(long fromSecond, long untilSecond, long value) {
        return ZERO.plus(fromSecond, untilSecond, value);
    }

    /**
     * A value before the first step, then what each step says.
     *
     * @param before the value before the first step
     * @param steps strictly increasing in time; steps that change nothing are dropped
     */
    public static Profile of(long before, List<Step> steps) {
        Canonical result = new Canonical(before, steps.size());
        long last = Long.MIN_VALUE;
        for (Step step : steps) {
            if (step.fromSecond() <= last) {
                throw new IllegalArgumentException(
                        "The step at second %d follows one at second %d.\nSort the steps by time, one for each second."
                                .formatted(step.fromSecond(), last));
            }
            last = step.fromSecond();
            result.add(step.fromSecond(), step.value());
        }
        return result.profile();
    }

    /** The value before the first step. */
    public long before() {
        return values[0];
    }

    /** Its steps in time; none when it is constant. */
    public List<Step> steps() {
        List<Step> steps = new ArrayList<>(changes.length);
        for (int i = 0; i < changes.length; i++) {
            steps.add(new Step(changes[i], values[i + 1]));
        }
        return steps;
    }

    public int stepCount() {
        return changes.length;
    }

    public long at(long second) {
        return values[segment(second)];
    }

    /** The least value within [from, until). */
    public long min(long fromSecond, long untilSecond) {
        long min = Long.MAX_VALUE;
        for (int i = segment(fromSecond); i < values.length && begin(i) < untilSecond; i++) {
            min = Math.min(min, values[i]);
        }
        return min;
    }

    /** The greatest value within [from, until). */
    public long max(long fromSecond, long untilSecond) {
        long max = Long.MIN_VALUE;
        for (int i = segment(fromSecond); i < values.length && begin(i) < untilSecond; i++) {
            max = Math.max(max, values[i]);
        }
        return max;
    }

    /** The greatest value at any second. */
    private long highest() {
        Long found = highest;
        if (found == null) {
            found = Arrays.stream(values).max().orElseThrow();
            highest = found;
        }
        return found;
    }

    /** Whether the value is at least {@code need} at every second of [from, until). */
    public boolean atLeast(long need, long fromSecond, long untilSecond) {
        for (int i = segment(fromSecond); i < values.length && begin(i) < untilSecond; i++) {
            if (values[i] < need) {
                return false;
            }
        }
        return true;
    }

    /** The first second from {@code fromSecond} on at which the value is below {@code bound}. */
    public OptionalLong firstBelow(long bound, long fromSecond) {
        for (int i = segment(fromSecond); i < values.length; i++) {
            if (values[i] < bound) {
                return OptionalLong.of(Math.max(fromSecond, begin(i)));
            }
        }
        return OptionalLong.empty();
    }

    /**
     * The earliest second at which a stay may begin.
     *
     * @param need what must be there throughout
     * @param seconds how long the stay is, {@link Seconds#FOREVER} for without end
     * @param notBefore first second considered
     * @param notAfter last second considered
     * @return the earliest {@code t} with a value of at least {@code need} on all of [t, t + seconds)
     */
    public OptionalLong earliest(long need, long seconds, long notBefore, long notAfter) {
        if (need > highest()) {
            return OptionalLong.empty();
        }
        long start = notBefore;
        for (int i = segment(notBefore); start <= notAfter; i++) {
            long end = i == changes.length ? Seconds.FOREVER : changes[i];
            if (values[i] >= need) {
                if (Seconds.after(start, seconds) <= end) {
                    return OptionalLong.of(start);
                }
            } else if (end == Seconds.FOREVER) {
                return OptionalLong.empty();
            } else {
                start = end;
            }
        }
        return OptionalLong.empty();
    }

    /** As {@link #earliest(long, long, long, long)}, however late. */
    public OptionalLong earliest(long need, long seconds, long notBefore) {
        return earliest(need, seconds, notBefore, Seconds.FOREVER - 1);
    }

    /**
     * The earliest second at which a stay may begin that needs differently much over time.
     *
     * @param need what must be there at each second, {@code times} as much
     * @return the earliest {@code t} with a value of at least {@code times} the need on all of [t, t + seconds)
     * @see #earliest(long, long, long, long)
     */
    public OptionalLong earliest(Profile need, long times, long seconds, long notBefore, long notAfter) {
        long start = notBefore;
        int mine = segment(notBefore);
        int theirs = need.segment(notBefore);
        while (start <= notAfter) {
            long end = Math.min(change(mine), need.change(theirs));
            if (values[mine] >= Math.multiplyExact(need.values[theirs], times)) {
                if (Seconds.after(start, seconds) <= end) {
                    return OptionalLong.of(start);
                }
            } else if (end == Seconds.FOREVER) {
                return OptionalLong.empty();
            } else {
                start = end;
            }
            mine += change(mine) == end ? 1 : 0;
            theirs += need.change(theirs) == end ? 1 : 0;
        }
        return OptionalLong.empty();
    }

    /** The sum of value times seconds over [from, until), which must be a finite window. */
    public long integral(long fromSecond, long untilSecond) {
        long sum = 0;
        for (int i = segment(fromSecond); i < values.length && begin(i) < untilSecond; i++) {
            long from = Math.max(fromSecond, begin(i));
            long until = i == changes.length ? untilSecond : Math.min(untilSecond, changes[i]);
            sum = Math.addExact(sum, Math.multiplyExact(values[i], until - from));
        }
        return sum;
    }

    /** The sum over [from, until) of seconds times the lesser of this and {@code times} the other, where both are above 0. */
    public long integralOfLesser(Profile other, long times, long fromSecond, long untilSecond) {
        long sum = 0;
        int mine = segment(fromSecond);
        int theirs = other.segment(fromSecond);
        long from = fromSecond;
        while (from < untilSecond) {
            long myEnd = mine == changes.length ? untilSecond : changes[mine];
            long theirEnd = theirs == other.changes.length ? untilSecond : other.changes[theirs];
            long until = Math.min(untilSecond, Math.min(myEnd, theirEnd));
            long lesser = Math.max(0, Math.min(values[mine], times * other.values[theirs]));
            sum = Math.addExact(sum, Math.multiplyExact(lesser, until - from));
            mine += myEnd == until && mine < changes.length ? 1 : 0;
            theirs += theirEnd == until && theirs < other.changes.length ? 1 : 0;
            from = until;
        }
        return sum;
    }

    public Profile plus(Profile other) {
        if (other.isZero()) {
            return this;
        }
        return isZero() ? other : other.isWindow() ? plusWindow(other, 1) : changedBy(other, Math::addExact);
    }

    public Profile minus(Profile other) {
        if (other.isZero()) {
            return this;
        }
        return other.isWindow() ? plusWindow(other, -1) : changedBy(other, Math::subtractExact);
    }

    /** The value at each second multiplied. */
    public Profile times(long factor) {
        Canonical result = new Canonical(Math.multiplyExact(values[0], factor), changes.length);
        for (int i = 0; i < changes.length; i++) {
            result.add(changes[i], Math.multiplyExact(values[i + 1], factor));
        }
        return result.profile();
    }

    /** The value at each second, or {@code bound} where it is greater. */
    public Profile atMost(long bound) {
        Canonical result = new Canonical(Math.min(values[0], bound), changes.length);
        for (int i = 0; i < changes.length; i++) {
            result.add(changes[i], Math.min(values[i + 1], bound));
        }
        return result.profile();
    }

    /** The value at each second in a coarser unit, rounded up. */
    public Profile inUnitsOf(long unit) {
        Canonical result = new Canonical(Math.ceilDiv(values[0], unit), changes.length);
        for (int i = 0; i < changes.length; i++) {
            result.add(changes[i], Math.ceilDiv(values[i + 1], unit));
        }
        return result.profile();
    }

    /** The lesser of the two at each second. */
    public Profile min(Profile other) {
        return merge(other, Math::min);
    }

    /** This profile with {@code amount} added within [from, until). */
    public Profile plus(long fromSecond, long untilSecond, long amount) {
        return amount == 0 || fromSecond >= untilSecond
                ? this
                : new Splice(changes, values, fromSecond, untilSecond, amount).profile();
    }

    /** This profile from a second on; before it, the value it has there. What is past is forgotten. */
    public Profile since(long second) {
        int first = segment(second);
        return first == 0
                ? this
                : new Profile(
                        Arrays.copyOfRange(changes, first, changes.length),
                        Arrays.copyOfRange(values, first, values.length));
    }

    /** The value within [from, until) and 0 outside. */
    public Profile within(long fromSecond, long untilSecond) {
        int first = segment(fromSecond);
        int last = segment(untilSecond - 1);
        Canonical result = new Canonical(0, last - first + 2);
        result.add(fromSecond, values[first]);
        for (int i = first; i < last; i++) {
            result.add(changes[i], values[i + 1]);
        }
        if (untilSecond != Seconds.FOREVER) {
            result.add(untilSecond, 0);
        }
        return result.profile();
    }

    /** The window from its first change to its last, without end when it is something to the last; nothing before. */
    public TimeWindow support() {
        if (values[0] != 0) {
            throw new IllegalStateException("The profile %s is not 0 before its first change.".formatted(this));
        }
        if (changes.length == 0) {
            return new TimeWindow(0, 0);
        }
        boolean ends = values[changes.length] == 0;
        return new TimeWindow(changes[0], ends ? changes[changes.length - 1] : Seconds.FOREVER);
    }

    /** What an operator makes of the values of both at each second, in one pass over their steps. */
    public Profile combined(Profile other, LongBinaryOperator operator) {
        return merge(other, operator);
    }

    private boolean isZero() {
        return changes.length == 0 && values[0] == 0;
    }

    /** Whether it is one value within one window: by far the most frequent thing to add. */
    private boolean isWindow() {
        return values[0] == 0 && (changes.length == 1 || (changes.length == 2 && values[2] == 0));
    }

    private Profile plusWindow(Profile window, long sign) {
        long until = window.changes.length == 1 ? Seconds.FOREVER : window.changes[1];
        return plus(window.changes[0], until, sign * window.values[1]);
    }

    private Profile merge(Profile other, LongBinaryOperator operator) {
        Canonical result =
                new Canonical(operator.applyAsLong(values[0], other.values[0]), changes.length + other.changes.length);
        merge(other, operator, 0, changes.length, result);
        return result.profile();
    }

    /** The same for an operator that leaves alone what meets a 0: outside the other's support all is as before. */
    private Profile changedBy(Profile other, LongBinaryOperator operator) {
        int last = other.changes.length - 1;
        if (last < 0 || other.values[0] != 0 || other.values[last + 1] != 0) {
            return merge(other, operator);
        }
        int first = segment(other.changes[0] - 1);
        int rest = segment(other.changes[last]);
        Canonical result = new Canonical(values[0], changes.length + other.changes.length);
        result.addAll(changes, values, 0, first);
        merge(other, operator, first, rest, result);
        result.addAll(changes, values, rest, changes.length);
        return result.profile();
    }

    /** Adds what becomes of my changes from one index to another, and of all of the other's. */
    private void merge(Profile other, LongBinaryOperator operator, int first, int last, Canonical result) {
        int mine = first;
        int theirs = 0;
        while (mine < last || theirs < other.changes.length) {
            long next = Math.min(mine < last ? changes[mine] : Seconds.FOREVER, other.change(theirs));
            mine += mine < last && changes[mine] == next ? 1 : 0;
            theirs += other.change(theirs) == next ? 1 : 0;
            result.add(next, operator.applyAsLong(values[mine], other.values[theirs]));
        }
    }

    private long change(int i) {
        return i < changes.length ? changes[i] : Seconds.FOREVER;
    }

    private long begin(int segment) {
        return segment == 0 ? Long.MIN_VALUE : changes[segment - 1];
    }

    /** Index of the value that holds at a second: how many changes lie at or before it. */
    private int segment(long second) {
        if (changes.length == 0 || second < changes[0]) {
            return 0;
        }
        int found = Arrays.binarySearch(changes, second);
        return found >= 0 ? found + 1 : -found - 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Profile that
                && Arrays.equals(changes, that.changes)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(changes) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[").append(values[0]);
        for (int i = 0; i < changes.length; i++) {
            text.append(", ").append(values[i + 1]).append(" from ").append(changes[i]);
        }
        return text.append(']').toString();
    }
}
