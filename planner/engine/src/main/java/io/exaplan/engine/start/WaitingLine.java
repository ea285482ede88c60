package io.exaplan.engine.start;

import java.util.Arrays;

/** The jobs that wait in an {@link Outlook}, by their keys; of equal keys who came first. */
final class WaitingLine {
    private double[] keys = new double[64];
    private double[] costs = new double[64];
    private long[] since = new long[64];
    private long[] seconds = new long[64];
    private int[] devices = new int[64];
    private int[] ids = new int[64];
    private int size;

    /** No job wants fewer devices, so that nothing is tried in vain. */
    private int narrowest = Integer.MAX_VALUE;

    void set(WaitingLine other) {
        size = other.size;
        narrowest = other.narrowest;
        if (keys.length < size) {
            grow(other.keys.length);
        }
        other.copy(0, this, 0, size);
    }

    int size() {
        return size;
    }

    int narrowest() {
        return narrowest;
    }

    double key(int job) {
        return keys[job];
    }

    long seconds(int job) {
        return seconds[job];
    }

    int devices(int job) {
        return devices[job];
    }

    int id(int job) {
        return ids[job];
    }

    /** What it has cost that the job has waited until then. */
    double cost(int job, double second) {
        return costs[job] * Math.max(0, second - since[job]);
    }

    /** Gives the place in the line. */
    int add(int id, double key, double perSecond, long sinceSecond, long runSeconds, int wanted) {
        if (size == keys.length) {
            grow(2 * size);
        }
        int place = size;
        while (place > 0 && keys[place - 1] > key) {
            place--;
        }
        copy(place, this, place + 1, size - place);
        size++;
        keys[place] = key;
        costs[place] = perSecond;
        since[place] = sinceSecond;
        seconds[place] = runSeconds;
        devices[place] = wanted;
        ids[place] = id;
        narrowest = Math.min(narrowest, wanted);
        return place;
    }

    void remove(int job) {
        keep(job + 1, size, job);
    }

    /**
     * Closes a gap: the jobs from a place to before another follow those before a place further to the front. When they are the last
     * ones, the line ends with them.
     *
     * @return the place after them
     */
    int keep(int from, int until, int to) {
        int count = until - from;
        if (from != to) {
            copy(from, this, to, count);
        }
        if (until == size && from != to) {
            size = to + count;
            narrowest = Integer.MAX_VALUE;
            for (int job = 0; job < size; job++) {
                narrowest = Math.min(narrowest, devices[job]);
            }
        }
        return to + count;
    }

    private void copy(int from, WaitingLine target, int to, int count) {
        System.arraycopy(keys, from, target.keys, to, count);
        System.arraycopy(costs, from, target.costs, to, count);
        System.arraycopy(since, from, target.since, to, count);
        System.arraycopy(seconds, from, target.seconds, to, count);
        System.arraycopy(devices, from, target.devices, to, count);
        System.arraycopy(ids, from, target.ids, to, count);
    }

    private void grow(int capacity) {
        keys = Arrays.copyOf(keys, capacity);
        costs = Arrays.copyOf(costs, capacity);
        since = Arrays.copyOf(since, capacity);
        seconds = Arrays.copyOf(seconds, capacity);
        devices = Arrays.copyOf(devices, capacity);
        ids = Arrays.copyOf(ids, capacity);
    }
}
