package io.exaplan.engine.kernel;

import java.util.Arrays;

/** Collects the steps of a profile in time and drops those that change nothing. */
final class Canonical {
    private final long[] changes;
    private final long[] values;
    private int size;

    Canonical(long before, int atMost) {
        changes = new long[atMost];
        values = new long[atMost + 1];
        values[0] = before;
    }

    void add(long second, long value) {
        if (values[size] != value) {
            changes[size++] = second;
            values[size] = value;
        }
    }

    /** Adds the changes from one index to another of what is canonical already. */
    void addAll(long[] canonicalChanges, long[] canonicalValues, int from, int until) {
        if (from < until) {
            add(canonicalChanges[from], canonicalValues[from + 1]);
            System.arraycopy(canonicalChanges, from + 1, changes, size, until - from - 1);
            System.arraycopy(canonicalValues, from + 2, values, size + 1, until - from - 1);
            size += until - from - 1;
        }
    }

    Profile profile() {
        return new Profile(Arrays.copyOf(changes, size), Arrays.copyOf(values, size + 1));
    }
}
