package io.exaplan.engine.replay.queue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A queue under the rules of RLScheduler's simulator (D. Zhang et al., "RLScheduler: an automated HPC batch job scheduler using
 * reinforcement learning", SC'20), devices counted:
 *
 * <ul>
 *   <li>A policy names one head after the other. No time passes until the head has started.
 *   <li>While it cannot start, arrivals come and, first come first served, jobs start that end before the head's start as it was
 *       first foreseen.
 *   <li>Once it has started, no arrival is seen before the queue is empty.
 * </ul>
 */
final class HandicappedQueue {
    /** What is told of a job's run time when it comes. */
    interface Told {
        long seconds(int index, long now);
    }

    /** Jobs that come, by their submission. Takes the arrays as they are. */
    static final class Coming {
        private final long[] submits;
        private final Told planned;
        private final long[] actual;
        private final int[] devices;

        Coming(long[] submits, Told planned, long[] actual, int[] devices) {
            this.submits = submits;
            this.planned = planned;
            this.actual = actual;
            this.devices = devices;
        }

        int count() {
            return submits.length;
        }
    }

    /** Told of each start. */
    interface Starts {
        void started(int index, long second, long waited, long plannedSeconds);
    }

    private Coming coming;
    private int come;
    private long now;
    private int free;

    /** Runs by their actual end, from {@code firstRun} on. */
    private long[] ends = new long[64];

    private long[] plannedEnds = new long[64];
    private int[] held = new int[64];
    private int firstRun;
    private int runsEnd;

    /** Jobs that wait, as they came. */
    private long[] submits = new long[64];

    private long[] planned = new long[64];
    private long[] actual = new long[64];
    private int[] devices = new int[64];
    private int[] indexes = new int[64];
    private int waiting;

    private @Nullable Starts starts;

    HandicappedQueue(Coming coming, int freeDevices) {
        this.coming = coming;
        this.free = freeDevices;
        this.now = coming.count() == 0 ? 0 : coming.submits[0];
    }

    /**
     * Continues from where another stands, with other jobs to come: as it is told, not as it is. Every job is taken to last what it
     * is planned for, and one that has outlasted that to end at once.
     */
    void set(HandicappedQueue other, Coming next, Starts told) {
        coming = next;
        come = 0;
        now = other.now;
        free = other.free;
        starts = told;
        firstRun = 0;
        runsEnd = other.runsEnd - other.firstRun;
        if (ends.length < runsEnd) {
            ends = new long[other.ends.length];
            plannedEnds = new long[other.ends.length];
            held = new int[other.ends.length];
        }
        int[] order = other.byPlannedEnd();
        for (int at = 0; at < runsEnd; at++) {
            int run = order.length == 0 ? other.firstRun + at : order[at];
            ends[at] = Math.max(now, other.plannedEnds[run]);
            plannedEnds[at] = ends[at];
            held[at] = other.held[run];
        }
        waiting = other.waiting;
        if (submits.length < waiting) {
            growQueue(other.submits.length);
        }
        System.arraycopy(other.submits, 0, submits, 0, waiting);
        System.arraycopy(other.planned, 0, planned, 0, waiting);
        System.arraycopy(other.planned, 0, actual, 0, waiting);
        System.arraycopy(other.devices, 0, devices, 0, waiting);
        System.arraycopy(other.indexes, 0, indexes, 0, waiting);
    }

    void tell(Starts told) {
        starts = told;
    }

    long now() {
        return now;
    }

    int seen() {
        return come;
    }

    int waiting() {
        return waiting;
    }

    long submitSecond(int place) {
        return submits[place];
    }

    long seconds(int place) {
        return planned[place];
    }

    int devices(int place) {
        return devices[place];
    }

    /** Lets time pass until somebody waits; false when nobody will. */
    boolean somebodyWaits() {
        while (waiting == 0) {
            if (come >= coming.count()) {
                return false;
            }
            step();
        }
        return true;
    }

    /** Makes the job at a place of the queue the head, and lets time pass until it has started. */
    void head(int place) {
        int head = place;
        if (devices[head] > free) {
            long foreseen = foreseenStart(devices[head]);
            while (devices[head] > free) {
                head = startThoseThatEndBefore(foreseen, head);
                step();
            }
        }
        start(head);
    }

    private int startThoseThatEndBefore(long foreseen, int headPlace) {
        int head = headPlace;
        int place = 0;
        while (place < waiting) {
            if (place != head && now + planned[place] < foreseen && devices[place] <= free) {
                start(place);
                head -= place < head ? 1 : 0;
            } else {
                place++;
            }
        }
        return head;
    }

    private long foreseenStart(int wanted) {
        int[] order = byPlannedEnd();
        int sum = free;
        long foreseen = now;
        for (int at = 0; at < runsEnd - firstRun && sum < wanted; at++) {
            int run = order.length == 0 ? firstRun + at : order[at];
            sum += held[run];
            foreseen = plannedEnds[run];
        }
        return foreseen;
    }

    /** Places of the runs by planned end; empty when they stand in that order anyway, as they do when run times are exact. */
    private int[] byPlannedEnd() {
        boolean sorted = true;
        for (int run = firstRun + 1; run < runsEnd; run++) {
            sorted &= plannedEnds[run - 1] <= plannedEnds[run];
        }
        return sorted
                ? new int[0]
                : IntStream.range(firstRun, runsEnd)
                        .boxed()
                        .sorted(Comparator.comparingLong(run -> plannedEnds[run]))
                        .mapToInt(Integer::intValue)
                        .toArray();
    }

    /** One arrival comes, or one run ends, whichever is first. */
    private void step() {
        long nextEnd = firstRun < runsEnd ? ends[firstRun] : Long.MAX_VALUE;
        if (come < coming.count() && coming.submits[come] <= nextEnd) {
            now = Math.max(now, coming.submits[come]);
            enqueue(come++);
        } else {
            now = Math.max(now, nextEnd);
            free += held[firstRun++];
        }
    }

    private void enqueue(int index) {
        if (waiting == submits.length) {
            growQueue(2 * waiting);
        }
        submits[waiting] = coming.submits[index];
        planned[waiting] = coming.planned.seconds(index, now);
        actual[waiting] = coming.actual[index];
        devices[waiting] = coming.devices[index];
        indexes[waiting] = index;
        waiting++;
    }

    private void start(int place) {
        if (starts != null) {
            starts.started(indexes[place], now, now - submits[place], planned[place]);
        }
        hold(devices[place], now + actual[place], now + planned[place]);
        waiting--;
        int behind = waiting - place;
        System.arraycopy(submits, place + 1, submits, place, behind);
        System.arraycopy(planned, place + 1, planned, place, behind);
        System.arraycopy(actual, place + 1, actual, place, behind);
        System.arraycopy(devices, place + 1, devices, place, behind);
        System.arraycopy(indexes, place + 1, indexes, place, behind);
    }

    private void hold(int wanted, long end, long plannedEnd) {
        if (runsEnd == ends.length) {
            int kept = runsEnd - firstRun;
            int capacity = kept > runsEnd / 2 ? 2 * runsEnd : runsEnd;
            ends = Arrays.copyOf(Arrays.copyOfRange(ends, firstRun, runsEnd), capacity);
            plannedEnds = Arrays.copyOf(Arrays.copyOfRange(plannedEnds, firstRun, runsEnd), capacity);
            held = Arrays.copyOf(Arrays.copyOfRange(held, firstRun, runsEnd), capacity);
            firstRun = 0;
            runsEnd = kept;
        }
        int place = runsEnd++;
        for (; place > firstRun && ends[place - 1] > end; place--) {
            ends[place] = ends[place - 1];
            plannedEnds[place] = plannedEnds[place - 1];
            held[place] = held[place - 1];
        }
        ends[place] = end;
        plannedEnds[place] = plannedEnd;
        held[place] = wanted;
        free -= wanted;
    }

    private void growQueue(int capacity) {
        submits = Arrays.copyOf(submits, capacity);
        planned = Arrays.copyOf(planned, capacity);
        actual = Arrays.copyOf(actual, capacity);
        devices = Arrays.copyOf(devices, capacity);
        indexes = Arrays.copyOf(indexes, capacity);
    }
}
