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

    Profile profile() {
        return new Profile(Arrays.copyOf(changes, size), Arrays.copyOf(values, size + 1));
    }
}
