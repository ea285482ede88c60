package io.exaplan.server.replay;

/**
 * What the replay of a city found, as it is written to a file.
 *
 * @param valuePlaced value of the jobs that end within the horizon
 * @param valueTotal value of all jobs
 * @param bound no plan places more; loose, one row of device-hours for each model
 * @param shareOfBound {@code valuePlaced} of {@code bound}
 * @param steps steps of the search, 0 without it
 * @param secondsUsed seconds the plan took, reading and bound left out
 * @param peakMiB most memory the process has held
 */
record CityReport(
        int partitions,
        int jobs,
        boolean search,
        long seed,
        double valuePlaced,
        double valueTotal,
        double bound,
        double shareOfBound,
        int jobsPlaced,
        long steps,
        double secondsUsed,
        long peakMiB)
        implements Report {}
