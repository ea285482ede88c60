package io.exaplan.engine.model;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
 * @param reservations sorted by id; older receipts have none
 * @param budgets sorted by id; older receipts have none
 * @param datasets sorted by name; older receipts have none
 * @param targets sorted by id; older receipts have none
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
        PlanningSettings settings,
        List<ReservationFacts> reservations,
        List<BudgetFacts> budgets,
        List<DatasetFacts> datasets,
        List<TargetFacts> targets) {
    public PlanningProblem {
        partitions = List.copyOf(partitions);
        tenants = List.copyOf(tenants);
        jobs = List.copyOf(jobs);
        runs = List.copyOf(runs);
        cuts = List.copyOf(cuts);
        current = Map.copyOf(current);
        reservations = orNone(reservations);
        budgets = orNone(budgets);
        datasets = orNone(datasets);
        targets = orNone(targets);
    }

    /** A problem in which nothing is reserved, budgeted or promised, and no job reads a dataset. */
    public PlanningProblem(
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
        this(
                nowSecond,
                horizonSecond,
                frozenUntilSecond,
                zone,
                partitions,
                tenants,
                jobs,
                runs,
                cuts,
                current,
                settings,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** The same world with another plan, or without one. */
    public PlanningProblem withCurrent(Map<Long, Placement> placements) {
        return with(partitions, jobs, runs, placements, reservations);
    }

    /** The same world with other jobs and the plan for them. */
    public PlanningProblem withJobs(List<JobFacts> others, Map<Long, Placement> placements) {
        return with(partitions, others, runs, placements, reservations);
    }

    /** The same world with other runs. */
    public PlanningProblem withRuns(List<RunFacts> others) {
        return with(partitions, jobs, others, current, reservations);
    }

    /** The same world with other datasets. */
    public PlanningProblem withDatasets(List<DatasetFacts> others) {
        return withFacts(reservations, budgets, others, targets);
    }

    /** The same world with other reservations. */
    public PlanningProblem withReservations(List<ReservationFacts> others) {
        return with(partitions, jobs, runs, current, others);
    }

    /** The same world in which tenants have other quotas, budgets and targets. */
    public PlanningProblem withAccounts(
            List<TenantFacts> others, List<BudgetFacts> budgeted, List<TargetFacts> promised) {
        return new PlanningProblem(
                nowSecond,
                horizonSecond,
                frozenUntilSecond,
                zone,
                partitions,
                others,
                jobs,
                runs,
                cuts,
                current,
                settings,
                reservations,
                budgeted,
                datasets,
                promised);
    }

    /** The same world in which other things are reserved, budgeted and promised. */
    public PlanningProblem withFacts(
            List<ReservationFacts> reserved,
            List<BudgetFacts> budgeted,
            List<DatasetFacts> data,
            List<TargetFacts> promised) {
        return new PlanningProblem(
                nowSecond,
                horizonSecond,
                frozenUntilSecond,
                zone,
                partitions,
                tenants,
                jobs,
                runs,
                cuts,
                current,
                settings,
                reserved,
                budgeted,
                data,
                promised);
    }

    private PlanningProblem with(
            List<PartitionFacts> otherPartitions,
            List<JobFacts> otherJobs,
            List<RunFacts> otherRuns,
            Map<Long, Placement> plan,
            List<ReservationFacts> reserved) {
        return new PlanningProblem(
                nowSecond,
                horizonSecond,
                frozenUntilSecond,
                zone,
                otherPartitions,
                tenants,
                otherJobs,
                otherRuns,
                cuts,
                plan,
                settings,
                reserved,
                budgets,
                datasets,
                targets);
    }

    /** What is not stated, as in receipts from before, is none. */
    private static <T> List<T> orNone(@Nullable List<T> stated) {
        return stated == null ? List.of() : List.copyOf(stated);
    }
}
