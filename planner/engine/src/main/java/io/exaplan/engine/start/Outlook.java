package io.exaplan.engine.start;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The machine played forward in the mind, its nodes only counted where they are alike ({@link FreeNodes}), so that thousands of futures
 * can be looked at for one decision. Jobs start in the order of their keys, the first that does not fit holds a reservation that nobody
 * delays (EASY: D. A. Lifka, "The ANL/IBM SP scheduling system", 1995), and long jobs leave {@link Headroom}.
 */
final class Outlook {
    private final int usable;
    private final int perNode;
    private final FreeNodes nodes;
    private final RunEnds runs = new RunEnds();
    private final WaitingLine line = new WaitingLine();
    private long now;
    private double cost;

    /**
     * Whether only the {@link #newest} need be looked at: nobody has given devices back since the rule was asked, so that the
     * reservation stands, and nobody leaves headroom who may come to need one.
     */
    private boolean settled;

    private int newest;

    /** Whether a job has nodes reserved, its key, and from when. */
    private boolean reserved;

    private double reservedKey;
    private long reservedFrom;

    private Outlook(int usable, int perNode) {
        this.usable = usable;
        this.perNode = perNode;
        this.nodes = new FreeNodes(perNode);
    }

    /** The machine of a state, nobody waiting; what is promised counts as held from now on. */
    static Outlook of(StartState state, int usable) {
        Outlook outlook = new Outlook(usable, state.devicesPerNode());
        outlook.at(state.nowSecond());
        outlook.run(state);
        return outlook;
    }

    /** One that looks at nothing yet, for the same machine. */
    Outlook another() {
        return new Outlook(usable, perNode);
    }

    private void run(StartState state) {
        List<RunningJob> standing = new ArrayList<>(state.running());
        for (PromisedStart start : state.promised()) {
            standing.add(new RunningJob(start.job().id(), start.endSecond(), start.shares()));
        }
        int[] held = new int[state.usable().size()];
        int[] holders = new int[held.length];
        for (RunningJob run : standing) {
            for (Share share : run.shares()) {
                held[share.node()] += share.devices();
                holders[share.node()]++;
            }
        }
        int[] shared = new int[held.length];
        for (int node = 0; node < held.length; node++) {
            int there = state.usable().get(node);
            boolean whole = there == perNode && (held[node] == 0 || (held[node] == perNode && holders[node] == 1));
            shared[node] = whole ? FreeNodes.NO_NODE : nodes.addShared(there - held[node]);
            if (whole && held[node] == 0) {
                nodes.addWhole(1);
            }
        }
        for (RunningJob run : standing) {
            run(run, shared);
        }
    }

    /** @param shared of each node its index among the shared ones, if it is one */
    private void run(RunningJob run, int[] shared) {
        long end = Math.max(now + 1, run.endSecond());
        int whole = 0;
        for (Share share : run.shares()) {
            int node = shared[share.node()];
            if (node == FreeNodes.NO_NODE) {
                whole++;
            } else {
                nodes.ends(node, end);
                runs.add(0, share.devices(), node, end);
            }
        }
        if (whole > 0) {
            runs.add(whole, 0, FreeNodes.NO_NODE, end);
        }
    }

    /** Takes over what another one looks at, and counts its cost from zero. */
    void set(Outlook other) {
        now = other.now;
        nodes.set(other.nodes);
        runs.set(other.runs);
        line.set(other.line);
        cost = 0;
        settled = false;
    }

    void at(long second) {
        now = second;
        while (runs.size() > 0 && runs.end(0) <= now) {
            nodes.giveBack(runs.whole(0), runs.rest(0), runs.node(0));
            runs.removeFirst();
            settled = false;
        }
    }

    long second() {
        return now;
    }

    int usable() {
        return usable;
    }

    int running() {
        return runs.size();
    }

    int waiting() {
        return line.size();
    }

    double cost() {
        return cost;
    }

    /** The second at which devices come free next; there must be a run. */
    long nextEnd() {
        return runs.end(0);
    }

    /**
     * @param id what {@link #start} calls it by; nothing for a job that only might come
     * @param sinceSecond from when its waiting costs
     * @param perSecond what a second of that waiting costs
     */
    void wait(int id, double key, double perSecond, long sinceSecond, long runSeconds, int wanted) {
        newest = line.add(id, key, perSecond, sinceSecond, runSeconds, wanted);
    }

    /** Starts those of these that fit, whatever the rule would say. */
    void start(int[] chosen) {
        settled = false;
        int kept = 0;
        int from = 0;
        for (int job = 0; job < line.size(); job++) {
            if (contains(chosen, line.id(job)) && fits(line.devices(job))) {
                begin(job);
                kept = line.keep(from, job, kept);
                from = job + 1;
            }
        }
        line.keep(from, line.size(), kept);
    }

    /**
     * Starts what the rule starts.
     *
     * @param started takes the ids of what starts, null when nobody asks
     * @return how many start
     */
    int startBy(Headroom headroom, int @Nullable [] started) {
        settled = false;
        if (nodes.widest() < line.narrowest()) {
            return 0;
        }
        reserved = false;
        settled = true;
        int count = 0;
        int kept = 0;
        int from = 0;
        for (int job = 0; job < line.size() && !(reserved && nodes.widest() < line.narrowest()); job++) {
            if (starts(job, headroom)) {
                if (started != null) {
                    started[count] = line.id(job);
                }
                count++;
                kept = line.keep(from, job, kept);
                from = job + 1;
            }
        }
        line.keep(from, line.size(), kept);
        return count;
    }

    /** Starts what the rule starts now that one more job has come, beside the reservation that stands. */
    void startNewcomerBy(Headroom headroom) {
        if (!settled || (reserved && line.key(newest) < reservedKey)) {
            startBy(headroom, null);
        } else if (starts(newest, headroom)) {
            line.remove(newest);
        }
    }

    /** The jobs that fit now. */
    int[] fitting() {
        int[] fitting = new int[line.size()];
        int count = 0;
        for (int job = 0; job < line.size(); job++) {
            if (fits(line.devices(job))) {
                fitting[count++] = line.id(job);
            }
        }
        return Arrays.copyOf(fitting, count);
    }

    /** Counts what waiting costs from now on when nobody comes any more: the jobs follow one another in their order and fill all
     * devices like water. Playing it job by job takes most of the time and tells candidates apart no better. */
    void drain() {
        double area = 0;
        for (int run = 0; run < runs.size(); run++) {
            area += (double) held(run) * (runs.end(run) - now);
        }
        for (int job = 0; job < line.size(); job++) {
            cost += line.cost(job, now + area / usable);
            area += (double) line.devices(job) * line.seconds(job);
        }
    }

    private boolean starts(int job, Headroom headroom) {
        int wanted = line.devices(job);
        if (reserved && now + line.seconds(job) > reservedFrom) {
            return wanted <= nodes.free()
                    && !headroom.holds(line.seconds(job), wanted, nodes.free())
                    && beginBeside(job);
        }
        if (!fits(wanted)) {
            if (!reserved) {
                reservedKey = line.key(job);
                reservedFrom = reserve(wanted);
                reserved = reservedFrom < Long.MAX_VALUE;
            }
            return false;
        }
        if (headroom.holds(line.seconds(job), wanted, nodes.free())) {
            settled &= reserved;
            return false;
        }
        begin(job);
        return true;
    }

    private boolean fits(int wanted) {
        return wanted <= nodes.free() && nodes.fits(wanted / perNode, wanted % perNode);
    }

    private void begin(int job) {
        int wanted = line.devices(job);
        begin(job, nodes.nodeFor(wanted / perNode, wanted % perNode, now, now + line.seconds(job)));
    }

    private int begin(int job, int found) {
        cost += line.cost(job, (double) now);
        return occupy(line.devices(job), found, now + line.seconds(job));
    }

    /** Starts a job that outlasts the wait of the reserved one, if it takes nothing reserved. */
    private boolean beginBeside(int job) {
        int whole = line.devices(job) / perNode;
        int rest = line.devices(job) % perNode;
        int found = nodes.nodeBeside(whole, rest, now, now + line.seconds(job));
        if (found == FreeNodes.MISSING) {
            return false;
        }
        nodes.takeBeside(whole, rest, begin(job, found));
        return true;
    }

    private int occupy(int wanted, int found, long end) {
        int whole = wanted / perNode;
        int rest = wanted % perNode;
        int node = nodes.take(whole, rest, found, end);
        runs.add(whole, rest, node, end);
        return node;
    }

    private int held(int run) {
        return runs.whole(run) * perNode + runs.rest(run);
    }

    /** Reserves nodes where so many devices come free first; gives that second, {@link Long#MAX_VALUE} where they never do. */
    private long reserve(int wanted) {
        nodes.lookFor(wanted / perNode, wanted % perNode);
        int run = 0;
        while (run < runs.size()) {
            long end = runs.end(run);
            for (; run < runs.size() && runs.end(run) == end; run++) {
                nodes.giveBackLater(runs.whole(run), runs.rest(run), runs.node(run));
            }
            if (nodes.fitsLater()) {
                nodes.reserve();
                return end;
            }
        }
        return Long.MAX_VALUE;
    }

    private static boolean contains(int[] chosen, int id) {
        for (int one : chosen) {
            if (one == id) {
                return true;
            }
        }
        return false;
    }
}
