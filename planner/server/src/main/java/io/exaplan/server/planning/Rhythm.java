package io.exaplan.server.planning;

import java.time.Duration;

/** Something that is due again and again, by the monotonic clock. */
final class Rhythm {
    private final long nanos;
    private long last;

    Rhythm(Duration every) {
        this.nanos = every.toNanos();
        this.last = System.nanoTime();
    }

    static Rhythm dueAtOnce(Duration every) {
        Rhythm rhythm = new Rhythm(every);
        rhythm.last -= rhythm.nanos;
        return rhythm;
    }

    /** Whether it is due; the next time is counted from now then. */
    boolean isDue() {
        long now = System.nanoTime();
        if (now - last < nanos) {
            return false;
        }
        last = now;
        return true;
    }
}
