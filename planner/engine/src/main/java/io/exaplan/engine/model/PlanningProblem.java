package io.exaplan.engine.model;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * All a plan is made from, by value. Iteration orders are stable, so that a replay meets the same world.
 *
 * @param nowSecond plan time of the snapshot, seconds since the epoch
 * @param horizonSecond plan time beyond which nothing is planned to start
 * @param frozenUntilSecond starts before this plan time do not move
 * @param zone the city's time zone, for inference by the hour
 * @param partitions sorted by id
 * @param tenants sorted by id
 * @param jobs jobs that wait, sorted by id
 * @param runs runs that hold capacity, sorted by run id
 * @param cuts what the node placer refused lately
 * @param current the active plan: placement by job id, for the jobs that have one
 * @param settings weights and bounds
 */
public record PlanningProblem(
        long nowSecond,
        long horizonSecond,
        long frozenUntilSecond,
        ZoneId zone,
        List<PartitionFacts> partitions,
        List<TenantFacts> tenants,
        List<JobFacts> jobs,
        List<RunFacts> runs,
        List<Cut> cuts,
        Map<Long, Placement> current,
        PlanningSettings settings) {
    public PlanningProblem {
        partitions = List.copyOf(partitions);
        tenants = List.copyOf(tenants);
        jobs = List.copyOf(jobs);
        runs = List.copyOf(runs);
        cuts = List.copyOf(cuts);
        current = Map.copyOf(current);
    }
}
