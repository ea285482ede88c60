package io.exaplan.engine.start;

import java.util.Arrays;

/** How long jobs run and how wide they are, by quantiles of the past. */
final class Habits {
    static final Habits NONE = new Habits(new long[0], new long[0]);

    private final long[] sortedSeconds;
    private final long[] sortedDevices;

    private Habits(long[] sortedSeconds, long[] sortedDevices) {
        this.sortedSeconds = sortedSeconds;
        this.sortedDevices = sortedDevices;
    }

    static Habits of(long[] seconds, long[] devices) {
        Arrays.sort(seconds);
        Arrays.sort(devices);
        return new Habits(seconds, devices);
    }

    boolean known() {
        return sortedSeconds.length > 0;
    }

    /** The run time that a share of the past jobs did not exceed. */
    long seconds(double share) {
        return sortedSeconds[index(share)];
    }

    /** The devices that a share of the past jobs did not exceed. */
    int devices(double share) {
        return Math.toIntExact(sortedDevices[index(share)]);
    }

    private int index(double share) {
        return (int) Math.min(sortedSeconds.length - 1L, (long) (share * sortedSeconds.length));
    }
}
