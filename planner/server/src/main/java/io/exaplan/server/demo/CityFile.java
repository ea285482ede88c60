package io.exaplan.server.demo;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The demo city as its file states it.
 *
 * @param rate plan seconds per wall second
 * @param seed of the arrivals
 * @param firstJobs jobs waiting when the city opens
 * @param meanGapSeconds mean plan seconds between later arrivals
 * @param silence which agent falls silent now and then
 * @param statements what the city promises and owns beside clusters and tenants
 */
record CityFile(
        double rate,
        long seed,
        int firstJobs,
        double meanGapSeconds,
        Silence silence,
        List<Site> clusters,
        List<Team> tenants,
        List<Statement> statements,
        List<JobMix> jobs) {

    /**
     * An agent that is stopped and started again, over and over.
     *
     * @param cluster whose agent it is
     * @param afterSeconds wall seconds after the demo's start it falls silent first
     * @param staleAfterSeconds wall seconds of silence after which the planner takes its cluster for stale
     * @param lastsSeconds wall seconds it is silent
     * @param everySeconds wall seconds from one silence to the next
     */
    record Silence(String cluster, long afterSeconds, long staleAfterSeconds, long lastsSeconds, long everySeconds) {}

    /**
     * Something stated through the API once.
     *
     * @param collection where it is posted, such as {@code targets}
     * @param inDays fields that are instants, in plan days after the demo's first start
     * @param quarter the field {@code window}, in calendar quarters after that of the first start; null for no such field
     * @param body its other fields
     */
    record Statement(
            String collection,
            Map<String, Double> inDays,
            @Nullable Integer quarter,
            Map<String, Object> body) {

        /** Copies. */
        Statement {
            inDays = Map.copyOf(inDays);
        }
    }

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
