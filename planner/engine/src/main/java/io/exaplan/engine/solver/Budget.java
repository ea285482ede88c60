package io.exaplan.engine.solver;

/**
 * How long a search may take. Whichever bound is met first ends it; only a search ended by its steps can be repeated
 * exactly.
 *
 * @param steps most steps of the search
 * @param wallMillis most time in milliseconds, the first plan included
 * @param seed seed of its randomness
 * @param moveThreads threads that evaluate moves, 0 to use the caller's alone
 */
public record Budget(int steps, long wallMillis, long seed, int moveThreads) {
    public Budget {
        if (steps < 0 || wallMillis < 1 || moveThreads < 0) {
            throw new IllegalArgumentException(
                    "The budget has %d steps, %d ms and %d move threads.\nState at least 0 steps, 1 ms and 0 threads."
                            .formatted(steps, wallMillis, moveThreads));
        }
    }

    /** What is left of it for the search when the first plan took so long; always a little. */
    Budget after(long nanos) {
        return wallMillis == Long.MAX_VALUE
                ? this
                : new Budget(steps, Math.max(1, wallMillis - nanos / 1_000_000), seed, moveThreads);
    }

    /** Ends by time, on the caller's thread. */
    public static Budget ofMillis(long wallMillis, long seed) {
        return new Budget(Integer.MAX_VALUE, wallMillis, seed, 0);
    }

    /** Ends by steps, so that it can be repeated; on the caller's thread. */
    public static Budget ofSteps(int steps, long seed) {
        return new Budget(steps, Long.MAX_VALUE, seed, 0);
    }
}
