package io.exaplan.engine.start;

/**
 * How far and how carefully {@link AnticipatingPolicy} looks ahead. The defaults are one set for every machine and workload;
 * DESIGN.md says what was measured.
 *
 * @param objective what starting well means
 * @param seed of the futures that are drawn
 * @param futures how many are looked at for a decision
 * @param arrivals how many arrivals a future holds
 * @param rounds how often a set of starts may be changed for a better one
 * @param reservations how many jobs that do not fit have nodes kept for them
 * @param longestWaitSeconds a job that has waited longer goes before all others; {@link #NEVER} where none does
 */
public record StartSettings(
        Objective objective,
        long seed,
        int futures,
        int arrivals,
        int rounds,
        int reservations,
        long longestWaitSeconds) {
    /** No job waits so long. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final long TWO_DAYS = 2 * 86_400;

    public StartSettings {
        if (futures < 0 || arrivals < 0 || rounds < 1 || reservations < 0 || longestWaitSeconds < 1) {
            throw new IllegalArgumentException(
                    "Futures %d, arrivals %d, rounds %d, reservations %d, longest wait %d s.\nGive none below 0, and at least one round and second."
                            .formatted(futures, arrivals, rounds, reservations, longestWaitSeconds));
        }
    }

    /** For run times that are known: no job can be thought longer than it is for ever, so nobody needs a guard. */
    public static StartSettings of(Objective objective, long seed) {
        return new StartSettings(objective, seed, 16, 60, 4, 2, NEVER);
    }

    /** For run times that are guessed: who was guessed wrong would starve, so after two days a job goes before all others. */
    public StartSettings guarded() {
        return new StartSettings(objective, seed, futures, arrivals, rounds, reservations, TWO_DAYS);
    }
}
