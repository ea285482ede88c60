package io.exaplan.engine.start;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Arrivals that might come: a stretch of the past, replayed from now on. Consecutive arrivals are kept together, so that
 * bursts stay bursts.
 */
public final class Future {
    private final long[] gaps;
    private final long[] seconds;
    private final int[] devices;

    private Future(int length) {
        gaps = new long[length];
        seconds = new long[length];
        devices = new int[length];
    }

    /**
     * Draws some, each from where in the past nobody came for at least as long as nobody has come by now. Where the past knows no such
     * silence, nobody is expected any more.
     *
     * @param length how many arrivals; fewer when the past has fewer
     * @param silentSeconds for how long nobody has come
     */
    public static List<Future> draw(Arrivals past, int count, int length, long silentSeconds, RandomGenerator random) {
        int taken = Math.min(length, past.size() - 1);
        int[] firsts = IntStream.rangeClosed(1, past.size() - taken)
                .limit(taken < 1 ? 0 : Long.MAX_VALUE)
                .filter(first -> past.gap(first) >= silentSeconds)
                .toArray();
        List<Future> futures = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            futures.add(
                    firsts.length == 0
                            ? new Future(0)
                            : piece(past, firsts[random.nextInt(firsts.length)], taken, silentSeconds));
        }
        return futures;
    }

    private static Future piece(Arrivals past, int first, int taken, long silentSeconds) {
        Future future = new Future(taken);
        for (int index = 0; index < taken; index++) {
            future.gaps[index] = past.gap(first + index) - (index == 0 ? silentSeconds : 0);
            future.seconds[index] = past.runSeconds(first + index);
            future.devices[index] = past.devices(first + index);
        }
        return future;
    }

    /** How many arrivals. */
    public int length() {
        return gaps.length;
    }

    /** Seconds from the arrival before, or from now. */
    public long gap(int index) {
        return gaps[index];
    }

    /** How long it runs. */
    public long seconds(int index) {
        return seconds[index];
    }

    public int devices(int index) {
        return devices[index];
    }
}
