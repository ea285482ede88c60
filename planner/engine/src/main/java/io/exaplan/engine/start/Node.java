package io.exaplan.engine.start;

import java.util.Arrays;

/** One node as a decision unfolds: what is free on it, when what runs on it ends, and who it is kept for. */
final class Node {
    private final int index;
    private final int nominal;
    private int free;
    private long lastEnd;

    /** Runs by their end. */
    private long[] ends = new long[4];

    private int[] devices = new int[4];
    private int runs;

    /** From this second on it is kept for a job that waits, except for {@code spare} devices. */
    private long keptFrom = Long.MAX_VALUE;

    private int spare;

    /** Start, end and devices of each promised start, one after the other. */
    private long[] promises = {};

    Node(int index, int nominal, int usable) {
        this.index = index;
        this.nominal = nominal;
        this.free = usable;
    }

    int index() {
        return index;
    }

    int free() {
        return free;
    }

    boolean whollyFree() {
        return free == nominal;
    }

    boolean kept() {
        return keptFrom < Long.MAX_VALUE;
    }

    /** When the last run on it ends; 0 when nothing runs. */
    long lastEnd() {
        return lastEnd;
    }

    void run(int taken, long end) {
        if (runs == ends.length) {
            ends = Arrays.copyOf(ends, 2 * runs);
            devices = Arrays.copyOf(devices, 2 * runs);
        }
        int place = runs++;
        for (; place > 0 && ends[place - 1] > end; place--) {
            ends[place] = ends[place - 1];
            devices[place] = devices[place - 1];
        }
        ends[place] = end;
        devices[place] = taken;
        free -= taken;
        lastEnd = Math.max(lastEnd, end);
        if (free < 0) {
            throw new IllegalStateException(
                    "Node %d has %d devices too few for what runs on it.".formatted(index, -free));
        }
    }

    /** Whether a job may stand here from now to {@code end}, a job that waits not delayed by it. */
    boolean takes(int wanted, long end) {
        return wanted <= free && (end <= keptFrom || wanted <= spare);
    }

    /** The first second at which so many devices are free, {@link Long#MAX_VALUE} when they never are. */
    long freeFrom(int wanted, long now) {
        int sum = free;
        for (int run = 0; run < runs && sum < wanted; run++) {
            sum += devices[run];
            if (sum >= wanted) {
                return ends[run];
            }
        }
        return sum >= wanted ? now : Long.MAX_VALUE;
    }

    /** The first second at which nothing runs on it, {@link Long#MAX_VALUE} when devices of it are not usable. */
    long whollyFreeFrom(long now) {
        return freeFrom(nominal, now);
    }

    int freeAt(long second) {
        int sum = free;
        for (int run = 0; run < runs && ends[run] <= second; run++) {
            sum += devices[run];
        }
        return sum;
    }

    void promise(long start, long end, int wanted) {
        int place = promises.length;
        promises = Arrays.copyOf(promises, place + 3);
        promises[place] = start;
        promises[place + 1] = end;
        promises[place + 2] = wanted;
    }

    /** Keeps the node from the first promised start on: what lasts longer takes only what no promise ever needs. */
    void keepPromises() {
        for (int one = 0; one < promises.length; one += 3) {
            long start = promises[one];
            int left = freeAt(start);
            for (int other = 0; other < promises.length; other += 3) {
                left -= promises[other] <= start && promises[other + 1] > start ? (int) promises[other + 2] : 0;
            }
            spare = keptFrom == Long.MAX_VALUE ? left : Math.min(spare, left);
            keptFrom = Math.min(keptFrom, start);
        }
    }

    void keep(long from, int wanted) {
        keptFrom = from;
        spare = freeAt(from) - wanted;
    }

    /** Devices of the spare ones that a job takes which outlasts what the node is kept for. */
    void takeSpare(int wanted, long end) {
        if (end > keptFrom) {
            spare -= wanted;
        }
    }
}
