package io.exaplan.engine.kernel;

import java.util.Arrays;

/** An amount added within a window: only the two seams can appear or vanish, all between is copied and shifted. */
final class Splice {
    private final long[] changes;
    private final long[] values;
    private final long from;
    private final long until;
    private final long amount;

    Splice(long[] changes, long[] values, long from, long until, long amount) {
        this.changes = changes;
        this.values = values;
        this.from = from;
        this.until = until;
        this.amount = amount;
    }

    Profile profile() {
        int first = index(from);
        int last = until == Seconds.FOREVER ? changes.length : index(until);
        boolean changedAtFrom = first < changes.length && changes[first] == from;
        boolean changedAtUntil = last < changes.length && changes[last] == until;
        int inner = changedAtFrom ? first + 1 : first;
        int tail = changedAtUntil ? last + 1 : last;
        boolean opens = values[first] != values[inner] + amount;
        boolean closes = until != Seconds.FOREVER && values[tail] != values[last] + amount;

        int size = first + (opens ? 1 : 0) + (last - inner) + (closes ? 1 : 0) + (changes.length - tail);
        long[] newChanges = new long[size];
        long[] newValues = new long[size + 1];
        System.arraycopy(changes, 0, newChanges, 0, first);
        System.arraycopy(values, 0, newValues, 0, first + 1);
        int at = first;
        if (opens) {
            newChanges[at] = from;
            newValues[++at] = values[inner] + amount;
        }
        for (int i = inner; i < last; i++) {
            newChanges[at] = changes[i];
            newValues[++at] = values[i + 1] + amount;
        }
        if (closes) {
            newChanges[at] = until;
            newValues[++at] = values[tail];
        }
        System.arraycopy(changes, tail, newChanges, at, changes.length - tail);
        System.arraycopy(values, tail + 1, newValues, at + 1, changes.length - tail);
        return new Profile(newChanges, newValues);
    }

    /** How many changes lie strictly before a second. */
    private int index(long second) {
        int found = Arrays.binarySearch(changes, second);
        return found >= 0 ? found : -found - 1;
    }
}
