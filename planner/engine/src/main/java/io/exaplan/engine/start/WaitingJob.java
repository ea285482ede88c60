package io.exaplan.engine.start;

/**
 * A job that waits.
 *
 * @param id unique among the jobs of a state
 * @param tenant whose it is
 * @param submittedSecond plan time from which it waits
 * @param seconds how long it is expected to run, at least 1
 * @param devices how many devices it holds, all from the same second on
 * @param weight what a second of its waiting costs under {@link Objective#WEIGHTED}
 */
public record WaitingJob(long id, int tenant, long submittedSecond, long seconds, int devices, double weight) {
    public WaitingJob {
        if (seconds < 1 || devices < 1 || !(weight > 0)) {
            throw new IllegalArgumentException(
                    "Job %d: %d seconds on %d devices, weight %s.\nState at least one second and one device, and a weight above 0."
                            .formatted(id, seconds, devices, weight));
        }
    }
}
