package io.exaplan.engine.start;

import java.util.Arrays;

/**
 * The nodes of an {@link Outlook}, as far as gangs ask for them: how many are wholly free, and what is left of each that is shared. Nodes
 * that are wholly free, or wholly a gang's, are alike and only counted.
 *
 * <p>As on the {@link Board}, a gang that fits one node stands on one; a wider one takes wholly free nodes, and for its remainder one
 * more, where it wastes least. Of several where it wastes the same another may be taken than there.
 */
final class FreeNodes {
    /** In place of a shared node: none is wanted, none is found, or one that was wholly free. */
    static final int NO_NODE = -1;

    static final int MISSING = -2;
    static final int FRESH = -3;

    /** In place of what is left: not a shared node. */
    private static final int WHOLE = Integer.MIN_VALUE;

    private final int perNode;
    private int whole;

    /** What is left of each shared node; below zero while a promise begins only when a run has ended. */
    private int[] left = new int[8];

    /** When the last run of each shared node ends. */
    private long[] lastEnd = new long[8];

    private int shared;

    /** Devices that nothing runs on. */
    private int free;

    /** How many shared nodes have so many devices left, from one on, and the most that any has. */
    private final int[] having;

    private int roomiest;

    /** The first of the entries that became wholly free nodes; {@link #lastEnd} of each is the next of them. */
    private int vacant = NO_NODE;

    /** What will be left of each beside a gang that has nodes reserved, from its start on. */
    private int[] later = new int[8];

    private int wholeLater;

    /** The gang that looks for its start, and how many shared nodes have room for its remainder by then. */
    private int wantedWholes;

    private int wantedRest;
    private int roomyLater;

    FreeNodes(int perNode) {
        this.perNode = perNode;
        this.having = new int[perNode + 1];
    }

    int free() {
        return free;
    }

    /** Devices of the widest gang that may fit. */
    int widest() {
        return whole > 0 ? (whole + 1) * perNode : roomiest;
    }

    void set(FreeNodes other) {
        whole = other.whole;
        shared = other.shared;
        free = other.free;
        roomiest = other.roomiest;
        vacant = other.vacant;
        System.arraycopy(other.having, 0, having, 0, having.length);
        if (left.length < shared) {
            grow(other.left.length);
        }
        System.arraycopy(other.left, 0, left, 0, shared);
        System.arraycopy(other.lastEnd, 0, lastEnd, 0, shared);
    }

    /** Wholly free nodes more, or fewer where below zero. */
    void addWhole(int nodes) {
        whole += nodes;
        free += nodes * perNode;
    }

    /** A node of which so many devices are left; gives its index. */
    int addShared(int devices) {
        int node = unused();
        lastEnd[node] = 0;
        leave(node, devices);
        return node;
    }

    /** A run that stands there already. */
    void ends(int node, long end) {
        lastEnd[node] = Math.max(lastEnd[node], end);
    }

    /** Whether a gang fits now. */
    boolean fits(int wholes, int rest) {
        return whole > wholes || (whole == wholes && rest <= roomiest);
    }

    /** Where the remainder of a gang that fits would stand: a shared node, {@link #FRESH} or {@link #NO_NODE}. */
    int nodeFor(int wholes, int rest, long now, long end) {
        if (rest == 0) {
            return NO_NODE;
        }
        int best = whole > wholes ? FRESH : MISSING;
        long least = whole > wholes ? perNode * (end - now) : Long.MAX_VALUE;
        for (int node = 0; node < shared; node++) {
            if (left[node] >= rest) {
                long waste = waste(node, rest, now, end);
                if (waste < least) {
                    least = waste;
                    best = node;
                }
            }
        }
        return best;
    }

    /** The same beside the gang that has nodes reserved, by one that does not end before; {@link #MISSING} when it finds none. */
    int nodeBeside(int wholes, int rest, long now, long end) {
        if (wholes > wholeLater || !fits(wholes, rest)) {
            return MISSING;
        }
        if (rest == 0) {
            return NO_NODE;
        }
        boolean spare = wholeLater > wholes;
        int best = spare && whole > wholes ? FRESH : MISSING;
        long least = best == FRESH ? perNode * (end - now) : Long.MAX_VALUE;
        for (int node = 0; node < shared; node++) {
            if (left[node] >= rest && (later[node] == WHOLE ? spare : later[node] >= rest)) {
                long waste = waste(node, rest, now, end);
                if (waste < least) {
                    least = waste;
                    best = node;
                }
            }
        }
        return best;
    }

    /** What a remainder wastes on a node, in device-seconds: as on the {@link Board}. */
    private long waste(int node, int rest, long now, long end) {
        long nodeEnd = Math.max(now, lastEnd[node]);
        return end > nodeEnd ? left[node] * (end - nodeEnd) : (left[node] - rest) * (nodeEnd - end);
    }

    /** Takes what {@link #nodeFor} or {@link #nodeBeside} found; gives the shared node, if any. */
    int take(int wholes, int rest, int found, long end) {
        addWhole(-wholes);
        if (rest == 0) {
            return NO_NODE;
        }
        int node = found;
        if (found == FRESH) {
            addWhole(-1);
            node = unused();
            later[node] = WHOLE;
            lastEnd[node] = end;
            leave(node, perNode - rest);
        } else {
            lastEnd[node] = Math.max(lastEnd[node], end);
            leave(node, left[node] - rest);
        }
        return node;
    }

    /** Takes the same from what is left beside the reserved gang. */
    void takeBeside(int wholes, int rest, int node) {
        wholeLater -= wholes;
        if (rest > 0) {
            if (later[node] == WHOLE) {
                wholeLater--;
                later[node] = perNode;
            }
            later[node] -= rest;
        }
    }

    void giveBack(int wholes, int rest, int node) {
        addWhole(wholes);
        if (rest > 0) {
            if (left[node] + rest == perNode) {
                leave(node, WHOLE);
                addWhole(1);
                lastEnd[node] = vacant;
                vacant = node;
            } else {
                leave(node, left[node] + rest);
            }
        }
    }

    /** Begins to look for when a gang that does not fit can start: what is left now. */
    void lookFor(int wholes, int rest) {
        System.arraycopy(left, 0, later, 0, shared);
        wholeLater = whole;
        wantedWholes = wholes;
        wantedRest = rest;
        roomyLater = 0;
        for (int node = 0; node < shared; node++) {
            roomyLater += later[node] >= rest ? 1 : 0;
        }
    }

    /** What a run gives back until then. */
    void giveBackLater(int wholes, int rest, int node) {
        wholeLater += wholes;
        if (rest > 0) {
            boolean roomy = later[node] >= wantedRest;
            later[node] += rest;
            if (later[node] == perNode) {
                later[node] = WHOLE;
                wholeLater++;
            }
            roomyLater += (later[node] >= wantedRest ? 1 : 0) - (roomy ? 1 : 0);
        }
    }

    /** Whether the gang fits by then. */
    boolean fitsLater() {
        return wholeLater > wantedWholes || (wholeLater == wantedWholes && (wantedRest == 0 || roomyLater > 0));
    }

    /** Reserves the nodes of the gang. */
    void reserve() {
        wholeLater -= wantedWholes;
        if (wantedRest > 0) {
            int node = tightestLater(wantedRest);
            if (node == MISSING) {
                wholeLater--;
            } else {
                later[node] -= wantedRest;
            }
        }
    }

    private int tightestLater(int rest) {
        int best = MISSING;
        for (int node = 0; node < shared; node++) {
            if (later[node] >= rest && (best == MISSING || later[node] < later[best])) {
                best = node;
            }
        }
        return best;
    }

    private void leave(int node, int devices) {
        if (left[node] > 0) {
            having[left[node]]--;
            free -= left[node];
        }
        left[node] = devices;
        if (devices > 0) {
            having[devices]++;
            free += devices;
        }
        roomiest = Math.max(roomiest, devices);
        while (roomiest > 0 && having[roomiest] == 0) {
            roomiest--;
        }
    }

    private int unused() {
        if (vacant != NO_NODE) {
            int node = vacant;
            vacant = (int) lastEnd[node];
            return node;
        }
        if (shared == left.length) {
            grow(2 * shared);
        }
        left[shared] = WHOLE;
        return shared++;
    }

    private void grow(int capacity) {
        left = Arrays.copyOf(left, capacity);
        lastEnd = Arrays.copyOf(lastEnd, capacity);
        later = Arrays.copyOf(later, capacity);
    }
}
