package io.exaplan.engine.start;

import java.util.Arrays;

/** The runs of an {@link Outlook} by their end: wholly held nodes, and the devices of a shared one. */
final class RunEnds {
    private long[] ends = new long[64];
    private int[] wholes = new int[64];
    private int[] rests = new int[64];
    private int[] nodes = new int[64];

    /** From {@code first} to before {@code last}; what ended stays behind until room is needed. */
    private int first;

    private int last;

    void set(RunEnds other) {
        first = 0;
        last = other.size();
        if (ends.length < last) {
            ends = new long[other.ends.length];
            wholes = new int[other.ends.length];
            rests = new int[other.ends.length];
            nodes = new int[other.ends.length];
        }
        other.copy(other.first, this, 0, last);
    }

    int size() {
        return last - first;
    }

    /** The end of a run, counted from the next one to end. */
    long end(int run) {
        return ends[first + run];
    }

    int whole(int run) {
        return wholes[first + run];
    }

    int rest(int run) {
        return rests[first + run];
    }

    /** The shared node of a run, if any. */
    int node(int run) {
        return nodes[first + run];
    }

    void add(int whole, int rest, int node, long end) {
        if (last == ends.length) {
            makeRoom();
        }
        int place = last;
        while (place > first && ends[place - 1] > end) {
            place--;
        }
        copy(place, this, place + 1, last - place);
        last++;
        ends[place] = end;
        wholes[place] = whole;
        rests[place] = rest;
        nodes[place] = node;
    }

    void removeFirst() {
        first++;
    }

    private void makeRoom() {
        if (size() > last / 2) {
            ends = Arrays.copyOf(ends, 2 * last);
            wholes = Arrays.copyOf(wholes, 2 * last);
            rests = Arrays.copyOf(rests, 2 * last);
            nodes = Arrays.copyOf(nodes, 2 * last);
        }
        int runs = size();
        copy(first, this, 0, runs);
        first = 0;
        last = runs;
    }

    private void copy(int from, RunEnds target, int to, int count) {
        System.arraycopy(ends, from, target.ends, to, count);
        System.arraycopy(wholes, from, target.wholes, to, count);
        System.arraycopy(rests, from, target.rests, to, count);
        System.arraycopy(nodes, from, target.nodes, to, count);
    }
}
