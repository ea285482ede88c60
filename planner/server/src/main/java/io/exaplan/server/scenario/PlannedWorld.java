package io.exaplan.server.scenario;

import io.exaplan.engine.book.PlanBook;
import io.exaplan.engine.checker.PlanChecker;
import io.exaplan.engine.checker.Violation;
import io.exaplan.engine.model.Deadline;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.solver.Budget;
import io.exaplan.engine.solver.CityPlanner;
import io.exaplan.engine.solver.ImprovedPlan;
import io.exaplan.engine.solver.SearchListener;
import io.exaplan.server.planning.ProblemSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A world planned as the live one is: opened as a book, searched for better, checked. */
record PlannedWorld(PlanningProblem problem, Map<Long, Placement> placements, Outcome outcome) {

    /**
     * Plans a world, on the caller's thread.
     *
     * @throws IllegalStateException when the checker finds fault with the plan, which is a defect
     */
    static PlannedWorld of(
            Worlds.Laid laid, CityPlanner planner, Budget budget, SearchListener listener, Scenario.Mode mode) {
        PlanningProblem problem = laid.problem();
        PlanningProblem opened = new PlanBook(problem).snapshot();
        ImprovedPlan plan = planner.improve(opened, budget, listener);
        List<Violation> violations = PlanChecker.checkPlan(problem, plan.placements());
        if (!violations.isEmpty()) {
            throw new IllegalStateException("The checker objects to the plan: %s.\nThis is a defect of the planner."
                    .formatted(violations.getFirst().detail()));
        }
        return new PlannedWorld(problem, plan.placements(), outcome(laid, plan, budget, mode));
    }

    private static Outcome outcome(Worlds.Laid laid, ImprovedPlan plan, Budget budget, Scenario.Mode mode) {
        PlanningProblem problem = laid.problem();
        Accounts accounts = new Accounts(problem, plan.placements(), mode.stretchSeconds());
        Map<Integer, PartitionFacts> partitions = new HashMap<>();
        problem.partitions().forEach(partition -> partitions.put(partition.id(), partition));
        double[] waits = problem.jobs().stream()
                .filter(job -> plan.placements().containsKey(job.id()))
                .mapToDouble(job -> wait(job, plan.placements()))
                .sorted()
                .toArray();
        int missed = (int) problem.jobs().stream()
                .filter(job -> misses(job, plan.placements().get(job.id()), partitions))
                .count();
        return new Outcome(
                budget.seed(),
                problem.jobs().size(),
                waits.length,
                percentile(waits, 50),
                percentile(waits, 90),
                missed,
                accounts.utilisationByModel(),
                accounts.pflopsDaysByTenant(),
                accounts.funnel(),
                new TargetAccounts(accounts, laid, mode.stretchSeconds()).all(),
                plan.steps(),
                plan.steps() >= budget.steps(),
                plan.score(),
                ProblemSnapshot.of(problem).sha256());
    }

    private static double wait(JobFacts job, Map<Long, Placement> placements) {
        Placement placement = placements.get(job.id());
        return placement == null ? 0 : Math.max(0, placement.startSecond() - job.submittedSecond());
    }

    private static boolean misses(
            JobFacts job, @Nullable Placement placement, Map<Integer, PartitionFacts> partitions) {
        Deadline deadline = job.deadlineOrNull();
        if (deadline == null) {
            return false;
        }
        PartitionFacts partition = placement == null ? null : partitions.get(placement.partition());
        return placement == null || partition == null || job.endSecond(placement, partition) > deadline.second();
    }

    /** By nearest rank; null of nothing. */
    private static @Nullable Double percentile(double[] sorted, int percent) {
        return sorted.length == 0
                ? null
                : sorted[Math.min(sorted.length - 1, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
    }
}
