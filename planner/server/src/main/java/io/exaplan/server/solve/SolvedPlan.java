package io.exaplan.server.solve;

import io.exaplan.engine.book.Blocker;
import io.exaplan.engine.book.PlanBook;
import io.exaplan.engine.checker.PlanChecker;
import io.exaplan.engine.checker.Violation;
import io.exaplan.engine.model.Attainment;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanCost;
import io.exaplan.engine.model.PlanFigures;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.solver.Budget;
import io.exaplan.engine.solver.CityPlanner;
import io.exaplan.engine.solver.ImprovedPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A problem with its plan.
 *
 * @param steps steps the search took
 * @param cost what the plan costs; less is better
 * @param targets how far each target is attained
 * @param violations rules it breaks, as the checker sees it
 */
record SolvedPlan(long steps, Cost cost, List<Line> jobs, List<Target> targets, List<Violation> violations) {

    /**
     * What a plan costs.
     *
     * @param unplaced cost of the jobs without a start and of targets that are missed
     * @param soft waiting, lateness, transfers, fragmentation, energy and churn together
     */
    record Cost(long unplaced, long soft) {}

    /**
     * One job of the plan.
     *
     * @param start null when it has no start
     * @param end null without a start or an end
     * @param reasons why it has no start, or waits for more than its start
     */
    record Line(
            long id,
            String name,
            @Nullable String partition,
            @Nullable Instant start,
            @Nullable Instant end,
            int width,
            List<String> reasons) {}

    /**
     * A target, in PFLOPS-days.
     *
     * @param attained what is attained within its window, before, by runs and as planned
     */
    record Target(String id, double wanted, double attained) {
        private static Target of(Attainment attainment) {
            return new Target(attainment.target(), attainment.wantedPflopsDays(), attainment.attainedPflopsDays());
        }
    }

    /** Inserts every job where it fits earliest, then searches for better, as the server does. */
    static SolvedPlan of(PlanningProblem problem, Budget budget) {
        PlanBook book = new PlanBook(problem);
        ImprovedPlan improved = CityPlanner.create().improve(book.snapshot(), budget);
        book.adopt(improved);
        Map<Integer, String> partitions =
                problem.partitions().stream().collect(Collectors.toMap(PartitionFacts::id, PartitionFacts::key));
        PlanFigures figures = new PlanFigures(problem, book.placements());
        PlanCost cost = figures.cost();
        return new SolvedPlan(
                improved.steps(),
                new Cost(cost.unplaced(), cost.soft()),
                problem.jobs().stream()
                        .map(job -> line(job, book, partitions::get))
                        .toList(),
                figures.attainments().stream().map(Target::of).toList(),
                PlanChecker.check(problem, book.placements()));
    }

    /** Whether the plan itself breaks nothing; what runs broke already is nobody's plan. */
    boolean clean() {
        return violations.stream().allMatch(Violation::inherited);
    }

    long placed() {
        return jobs.stream().filter(job -> job.start() != null).count();
    }

    private static Line line(JobFacts job, PlanBook book, Function<Integer, @Nullable String> partitions) {
        List<String> reasons =
                book.blockersOf(job.id()).stream().map(SolvedPlan::words).toList();
        Optional<Placement> placement = book.placementOf(job.id());
        return new Line(
                job.id(),
                job.name(),
                placement.map(Placement::partition).map(partitions).orElse(null),
                placement
                        .map(found -> Instant.ofEpochSecond(found.startSecond()))
                        .orElse(null),
                book.expectedEndOf(job.id())
                        .filter(end -> end != Long.MAX_VALUE)
                        .map(Instant::ofEpochSecond)
                        .orElse(null),
                placement.map(Placement::width).orElse(0),
                reasons);
    }

    private static String words(Blocker blocker) {
        return blocker.condition().token() + ": " + blocker.detail();
    }
}
