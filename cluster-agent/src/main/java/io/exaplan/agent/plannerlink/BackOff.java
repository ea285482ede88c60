package io.exaplan.agent.plannerlink;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after each failure in a row: doubling from the first to the longest delay, each drawn between its half and
 * its whole, so that agents that failed together do not come back together. Not for several threads.
 */
public final class BackOff {

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private int failures;

    public BackOff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    /** The delay after one more failure. */
    public Duration next() {
        double most = longest.toNanos();
        double doubled = first.toNanos() * Math.pow(2, failures);
        double whole = Math.min(doubled, most);
        if (doubled < most) {
            failures++;
        }
        return Duration.ofNanos((long) (whole * (0.5 + random.nextDouble() / 2)));
    }

    /** Something succeeded: the next failure is a first one. */
    public void reset() {
        failures = 0;
    }
}
