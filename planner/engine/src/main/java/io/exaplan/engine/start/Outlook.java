package io.exaplan.engine.start;

import java.util.Arrays;

/**
 * The machine played forward in the mind: devices counted, not placed, so that thousands of futures can be looked at for one
 * decision. Jobs start in the order of their keys, the first that does not fit holds a reservation that nobody delays (EASY: D.
 * A. Lifka, "The ANL/IBM SP scheduling system", 1995), and long jobs leave {@link Headroom}.
 */
final class Outlook {
    private final int usable;
    private long now;
    private int free;

    /** Runs by their end, from {@code firstRun} on. */
    private long[] ends = new long[64];

    private int[] held = new int[64];
    private int firstRun;
    private int runsEnd;

    /** Jobs that wait, by their key. */
    private double[] keys = new double[64];

    private double[] costs = new double[64];
    private long[] since = new long[64];
    private long[] seconds = new long[64];
    private int[] devices = new int[64];
    private int[] ids = new int[64];
    private int waiting;

    /** No job that waits wants fewer devices, so that nothing is tried in vain. */
    private int narrowest = Integer.MAX_VALUE;

    private double cost;

    Outlook(int usable) {
        this.usable = usable;
        this.free = usable;
    }

    /** The machine of a state, nobody waiting; what is promised counts as held from now on. */
    static Outlook of(StartState state, int usable) {
        Outlook outlook = new Outlook(usable);
        outlook.at(state.nowSecond());
        for (RunningJob job : state.running()) {
            int held = job.shares().stream().mapToInt(Share::devices).sum();
            outlook.hold(held, Math.max(state.nowSecond() + 1, job.endSecond()));
        }
        for (PromisedStart start : state.promised()) {
            outlook.hold(start.job().devices(), start.endSecond());
        }
        return outlook;
    }

    /** Takes over what another one looks at, and counts its cost from zero. */
    void set(Outlook other) {
        now = other.now;
        free = other.free;
        narrowest = other.narrowest;
        cost = 0;
        firstRun = 0;
        runsEnd = other.runsEnd - other.firstRun;
        if (ends.length < runsEnd) {
            ends = new long[other.ends.length];
            held = new int[other.ends.length];
        }
        System.arraycopy(other.ends, other.firstRun, ends, 0, runsEnd);
        System.arraycopy(other.held, other.firstRun, held, 0, runsEnd);
        waiting = other.waiting;
        if (keys.length < waiting) {
            grow(other.keys.length);
        }
        System.arraycopy(other.keys, 0, keys, 0, waiting);
        System.arraycopy(other.costs, 0, costs, 0, waiting);
        System.arraycopy(other.since, 0, since, 0, waiting);
        System.arraycopy(other.seconds, 0, seconds, 0, waiting);
        System.arraycopy(other.devices, 0, devices, 0, waiting);
        System.arraycopy(other.ids, 0, ids, 0, waiting);
    }

    void at(long second) {
        now = second;
        while (firstRun < runsEnd && ends[firstRun] <= now) {
            free += held[firstRun++];
        }
    }

    long second() {
        return now;
    }

    int usable() {
        return usable;
    }

    int running() {
        return runsEnd - firstRun;
    }

    int waiting() {
        return waiting;
    }

    double cost() {
        return cost;
    }

    /** The second at which devices come free next; there must be a run. */
    long nextEnd() {
        return ends[firstRun];
    }

    void hold(int wanted, long end) {
        if (runsEnd == ends.length) {
            int kept = runsEnd - firstRun;
            int capacity = kept > runsEnd / 2 ? 2 * runsEnd : runsEnd;
            ends = Arrays.copyOf(Arrays.copyOfRange(ends, firstRun, runsEnd), capacity);
            held = Arrays.copyOf(Arrays.copyOfRange(held, firstRun, runsEnd), capacity);
            firstRun = 0;
            runsEnd = kept;
        }
        int place = runsEnd++;
        for (; place > firstRun && ends[place - 1] > end; place--) {
            ends[place] = ends[place - 1];
            held[place] = held[place - 1];
        }
        ends[place] = end;
        held[place] = wanted;
        free -= wanted;
    }

    /**
     * @param id what {@link #start} calls it by; nothing for a job that only might come
     * @param sinceSecond from when its waiting costs
     * @param perSecond what a second of that waiting costs
     */
    void wait(int id, double key, double perSecond, long sinceSecond, long runSeconds, int wanted) {
        if (waiting == keys.length) {
            grow(2 * waiting);
        }
        int place = waiting++;
        for (; place > 0 && keys[place - 1] > key; place--) {
            move(place - 1, place);
        }
        keys[place] = key;
        costs[place] = perSecond;
        since[place] = sinceSecond;
        seconds[place] = runSeconds;
        devices[place] = wanted;
        ids[place] = id;
        narrowest = Math.min(narrowest, wanted);
    }

    /** Starts these, whatever the rule would say. */
    void start(int[] chosen) {
        int kept = 0;
        int least = Integer.MAX_VALUE;
        for (int job = 0; job < waiting; job++) {
            if (contains(chosen, ids[job])) {
                begin(job);
            } else {
                least = Math.min(least, devices[job]);
                keep(job, kept++);
            }
        }
        waiting = kept;
        narrowest = least;
    }

    /**
     * Starts what the rule starts.
     *
     * @param started takes the ids of what starts, null when nobody asks
     * @return how many start
     */
    int startBy(Headroom headroom, int @org.jspecify.annotations.Nullable [] started) {
        if (free < narrowest) {
            return 0;
        }
        int count = 0;
        int kept = 0;
        int least = Integer.MAX_VALUE;
        long reservedFrom = Long.MAX_VALUE;
        int spare = 0;
        boolean reserved = false;
        for (int job = 0; job < waiting; job++) {
            int wanted = devices[job];
            boolean starts = false;
            if (wanted > free) {
                if (!reserved) {
                    reserved = true;
                    int run = runThatFrees(wanted);
                    reservedFrom = run < 0 ? Long.MAX_VALUE : ends[run];
                    spare = run < 0 ? 0 : freeAt(reservedFrom) - wanted;
                }
            } else if (!headroom.holds(seconds[job], wanted, free)) {
                boolean back = !reserved || now + seconds[job] <= reservedFrom;
                starts = back || wanted <= spare;
                spare -= starts && !back ? wanted : 0;
            }
            if (starts) {
                if (started != null) {
                    started[count] = ids[job];
                }
                count++;
                begin(job);
            } else {
                least = Math.min(least, wanted);
                keep(job, kept++);
            }
        }
        waiting = kept;
        narrowest = least;
        return count;
    }

    /** The jobs that would still fit if these started. */
    int[] fittingBeside(int[] chosen) {
        int left = free;
        for (int job = 0; job < waiting; job++) {
            left -= contains(chosen, ids[job]) ? devices[job] : 0;
        }
        int[] fitting = new int[waiting];
        int count = 0;
        for (int job = 0; job < waiting; job++) {
            if (devices[job] <= left && !contains(chosen, ids[job])) {
                fitting[count++] = ids[job];
            }
        }
        return Arrays.copyOf(fitting, count);
    }

    /** Counts what waiting costs from now on when nobody comes any more: the jobs follow one another in their order and fill all
     * devices like water. Playing it job by job takes most of the time and tells candidates apart no better. */
    void drain() {
        double area = 0;
        for (int run = firstRun; run < runsEnd; run++) {
            area += (double) held[run] * (ends[run] - now);
        }
        for (int job = 0; job < waiting; job++) {
            cost += costs[job] * Math.max(0, now + area / usable - since[job]);
            area += (double) devices[job] * seconds[job];
        }
    }

    private void begin(int job) {
        cost += costs[job] * Math.max(0, now - since[job]);
        hold(devices[job], now + seconds[job]);
    }

    /** The run whose end frees enough, -1 when none does. */
    private int runThatFrees(int wanted) {
        int sum = free;
        for (int run = firstRun; run < runsEnd; run++) {
            sum += held[run];
            if (sum >= wanted) {
                return run;
            }
        }
        return -1;
    }

    private int freeAt(long second) {
        int sum = free;
        for (int run = firstRun; run < runsEnd && ends[run] <= second; run++) {
            sum += held[run];
        }
        return sum;
    }

    private static boolean contains(int[] chosen, int id) {
        for (int one : chosen) {
            if (one == id) {
                return true;
            }
        }
        return false;
    }

    private void keep(int from, int to) {
        if (from != to) {
            move(from, to);
        }
    }

    private void move(int from, int to) {
        keys[to] = keys[from];
        costs[to] = costs[from];
        since[to] = since[from];
        seconds[to] = seconds[from];
        devices[to] = devices[from];
        ids[to] = ids[from];
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
