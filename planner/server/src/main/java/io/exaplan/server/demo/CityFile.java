package io.exaplan.server.demo;

import java.util.List;

/**
 * The demo city as its file states it.
 *
 * @param rate plan seconds per wall second
 * @param seed of the arrivals
 * @param firstJobs jobs waiting when the city opens
 * @param meanGapSeconds mean plan seconds between later arrivals
 */
record CityFile(
        double rate,
        long seed,
        int firstJobs,
        double meanGapSeconds,
        List<Site> clusters,
        List<Team> tenants,
        List<JobMix> jobs) {

    record Site(String name, String operator, List<NodeGroup> nodes) {}

    /** Like nodes: {@code count} hosts of {@code devices} accelerators each, racked and blocked as stated. */
    record NodeGroup(
            String model, int count, int devices, long cpuMilli, long memoryMib, int nodesPerRack, int racksPerBlock) {}

    /** A tenant and how often it submits relative to the others. */
    record Team(String name, String cohort, String kind, String sector, double nominalPflops, int share) {}

    /**
     * A kind of job and how often it comes.
     *
     * @param devices fewest and most devices of the gang, powers of two between them
     * @param hours shortest and longest run time in plan hours, log-uniform between them
     * @param fabric fabric domain it prefers, ANY for none
     */
    record JobMix(
            String name,
            int weight,
            List<Integer> devices,
            List<Double> hours,
            String priorityClass,
            boolean preemptible,
            String fabric,
            boolean service) {}
}
