package io.exaplan.engine.start;

import java.util.Arrays;

/**
 * Remembers the latest arrivals. Not thread-safe; what {@link #seen()} returned never changes afterwards, because memory is
 * only appended to and is replaced, not overwritten, when old arrivals are forgotten.
 */
public final class ArrivalLog {
    private final int remembered;
    private long[] seconds;
    private long[] runSeconds;
    private int[] devices;
    private int first;
    private int end;
    private Habits habits = Habits.NONE;
    private int habitsAt;

    /** @param remembered how many arrivals count; older ones are forgotten */
    public ArrivalLog(int remembered) {
        this.remembered = remembered;
        this.seconds = new long[64];
        this.runSeconds = new long[64];
        this.devices = new int[64];
    }

    /** Arrivals come in the order of their time; one that seems to come before the last counts as coming with it. */
    public void add(Arrival arrival) {
        if (end == seconds.length) {
            makeRoom();
        }
        seconds[end] = end == first ? arrival.second() : Math.max(seconds[end - 1], arrival.second());
        runSeconds[end] = Math.max(1, arrival.seconds());
        devices[end] = arrival.devices();
        end++;
        first = Math.max(first, end - remembered);
        learn();
    }

    /** The arrivals so far. */
    public Arrivals seen() {
        return new Arrivals(seconds, runSeconds, devices, first, end - first, habits);
    }

    /** Quantiles move slowly: they are taken anew after every sixteenth of what they rest on, whoever looks when. */
    private void learn() {
        if (habitsAt == 0 || end - habitsAt >= Math.max(1, (end - first) / 16)) {
            habits = Habits.of(
                    Arrays.copyOfRange(runSeconds, first, end),
                    Arrays.stream(devices, first, end).asLongStream().toArray());
            habitsAt = end;
        }
    }

    private void makeRoom() {
        int size = end - first;
        int capacity = Math.max(64, 2 * size);
        seconds = Arrays.copyOf(Arrays.copyOfRange(seconds, first, end), capacity);
        runSeconds = Arrays.copyOf(Arrays.copyOfRange(runSeconds, first, end), capacity);
        devices = Arrays.copyOf(Arrays.copyOfRange(devices, first, end), capacity);
        habitsAt = Math.max(1, habitsAt - first);
        first = 0;
        end = size;
    }
}
