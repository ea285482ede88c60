package io.exaplan.engine.start;

/** Arrivals of the past, the oldest first. Immutable. */
public final class Arrivals {
    /** Nothing has been seen yet. */
    public static final Arrivals NONE = new Arrivals(new long[0], new long[0], new int[0], 0, 0, Habits.NONE);

    private final long[] seconds;
    private final long[] runSeconds;
    private final int[] devices;
    private final int first;
    private final int size;
    private final Habits habits;

    /** Takes the arrays as they are: whoever hands them in does not change what lies within {@code first} and {@code size}. */
    Arrivals(long[] seconds, long[] runSeconds, int[] devices, int first, int size, Habits habits) {
        this.seconds = seconds;
        this.runSeconds = runSeconds;
        this.devices = devices;
        this.first = first;
        this.size = size;
        this.habits = habits;
    }

    public int size() {
        return size;
    }

    long second(int index) {
        return seconds[first + index];
    }

    /** Seconds from the arrival before. */
    long gap(int index) {
        return second(index) - second(index - 1);
    }

    /** For how long nobody has come by a second. */
    long silence(long nowSecond) {
        return size == 0 ? 0 : Math.max(0, nowSecond - second(size - 1));
    }

    /** The longest that nobody came between two arrivals. */
    long longestGap() {
        long longest = 0;
        for (int index = 1; index < size; index++) {
            longest = Math.max(longest, gap(index));
        }
        return longest;
    }

    long runSeconds(int index) {
        return runSeconds[first + index];
    }

    int devices(int index) {
        return devices[first + index];
    }

    Habits habits() {
        return habits;
    }
}
