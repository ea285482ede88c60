package io.exaplan.engine.solver;

import static io.exaplan.engine.testing.JobBuilder.aJob;
import static io.exaplan.engine.testing.PartitionBuilder.aPartition;
import static io.exaplan.engine.testing.ProblemBuilder.aRun;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.book.Adoption;
import io.exaplan.engine.book.PlanBook;
import io.exaplan.engine.checker.PlanChecker;
import io.exaplan.engine.model.Datasets;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.LargestGangs;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanFigures;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.QuotaUse;
import io.exaplan.engine.testing.ProblemBuilder;
import io.exaplan.engine.testing.RandomCity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import org.optaplanner.core.config.solver.EnvironmentMode;

class SearchProperties {
    private static final SearchListener NOBODY = new SearchListener() {};

    /** Every score and every shadow variable is computed again after every move, and compared. */
    @Property(tries = 15, shrinking = ShrinkingMode.OFF)
    void theScoreIsTheSameFromScratch(@ForAll long seed) {
        PlanningProblem problem = city(seed, 25);

        ImprovedPlan plan =
                new OptaCityPlanner(EnvironmentMode.FULL_ASSERT).improve(problem, Budget.ofSteps(30, seed), NOBODY);

        assertThat(PlanChecker.checkPlan(problem, plan.placements())).isEmpty();
    }

    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void theScoreIsTheSameFromScratchOnTwoThreads(@ForAll long seed) {
        PlanningProblem problem = city(seed, 25);
        Budget twoThreads = new Budget(20, 60_000, seed, 2);

        ImprovedPlan plan = new OptaCityPlanner(EnvironmentMode.FULL_ASSERT).improve(problem, twoThreads, NOBODY);

        assertThat(PlanChecker.checkPlan(problem, plan.placements())).isEmpty();
    }

    /** In parts: a few jobs at a time, the rest as base load. */
    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void aPlanSearchedInPartsIsPossibleAndNoWorse(@ForAll long seed) {
        PlanningProblem problem = city(seed, 40);
        Regions.Size small = new Regions.Size(5, 8, 6, 7);

        ImprovedPlan plan = new OptaCityPlanner(EnvironmentMode.FULL_ASSERT, small)
                .improve(problem, Budget.ofSteps(60, seed), NOBODY);

        assertThat(PlanChecker.checkPlan(problem, plan.placements())).isEmpty();
        assertThat(plan.steps()).isEqualTo(60);
        ImprovedPlan first = CityPlanner.create().improve(problem, Budget.ofSteps(0, seed));
        assertThat(new PlanFigures(problem, plan.placements()).cost())
                .isLessThanOrEqualTo(new PlanFigures(problem, first.placements()).cost());
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void theSameSeedAndStepsGiveTheSamePlanInParts(@ForAll long seed) {
        PlanningProblem problem = city(seed, 40);
        OptaCityPlanner planner = new OptaCityPlanner(EnvironmentMode.REPRODUCIBLE, new Regions.Size(5, 8, 6, 20));

        ImprovedPlan one = planner.improve(problem, Budget.ofSteps(150, seed), NOBODY);

        assertThat(planner.improve(problem, Budget.ofSteps(150, seed), NOBODY)).isEqualTo(one);
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void whatPartsBringBackIsWhatTheirPlacementsTake(@ForAll long seed) {
        CityPlan whole = new ProblemReading(city(seed, 40)).plan();
        Construction.complete(whole);
        Regions parts = new Regions(whole, new Regions.Size(5, 8, 6, 20), seed);

        for (int i = 0; i < 5; i++) {
            CityPlan part = parts.next();
            Budget budget = Budget.ofSteps(20, seed + i);
            // A partition nobody stands on or waits for is a part without jobs, and nothing to search.
            if (!part.jobs().isEmpty()) {
                parts.bringBack(new OptaCityPlanner(EnvironmentMode.REPRODUCIBLE)
                        .search(part, budget, new OptaCityPlanner.Progress(NOBODY)));
            }
        }

        assertLoadsAreRecounted(whole);
    }

    /** FULL_ASSERT resets the working plan and so hides what leaks from it into the best one: look without it. */
    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void theLoadsOfTheBestPlanAreThoseOfItsPlacements(@ForAll long seed) {
        assertLoadsAreRecounted(best(city(seed, 40), Budget.ofSteps(300, seed)));
    }

    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void theLoadsOfTheBestPlanAreThoseOfItsPlacementsOnTwoThreads(@ForAll long seed) {
        assertLoadsAreRecounted(best(city(seed, 40), new Budget(150, 60_000, seed, 2)));
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void theSameSeedAndStepsGiveTheSamePlan(@ForAll long seed) {
        PlanningProblem problem = city(seed, 30);
        Budget budget = Budget.ofSteps(200, seed);

        ImprovedPlan one = CityPlanner.create().improve(problem, budget);
        ImprovedPlan other = CityPlanner.create().improve(problem, budget);

        assertThat(one).isEqualTo(other);
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void aSearchNeverMakesThePlanWorse(@ForAll long seed) {
        PlanningProblem problem = city(seed, 40);

        CityPlan constructed = best(problem, Budget.ofSteps(1, seed));
        CityPlan searched = best(problem, Budget.ofSteps(400, seed));

        assertThat(searched.score()).isGreaterThanOrEqualTo(constructed.score());
        assertThat(searched.score().hardScore()).isZero();
    }

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void theScoreIsWhatTheDomainSaysItCosts(@ForAll long seed) {
        PlanningProblem problem = city(seed, 20);
        CityPlan plan = best(problem, Budget.ofSteps(20, seed));

        long medium = 0;
        long soft = 0;
        for (JobPlan job : plan.jobs()) {
            long end = job.placed() ? job.endOn(plan.use(job.partition()).partition()) : 0;
            var cost = problem.settings()
                    .cost(job.job(), job.at(), end, job.terms().promised());
            medium += cost.unplaced();
            soft += cost.soft();
            if (job.placed()) {
                PartitionFacts partition = plan.use(job.partition()).partition();
                soft += problem.settings()
                        .transfer(job.job(), partition, Datasets.of(problem.datasets()))
                        .soft();
                soft += problem.settings()
                        .energy(job.job(), job.start(), partition)
                        .soft();
            }
        }
        soft += LargestGangs.cost(
                problem.settings().efficiency(),
                plan.uses().stream().map(PartitionUse::base).toList(),
                plan.uses().stream().map(PartitionUse::free).toList(),
                problem.nowSecond());
        for (QuotaLedger quota : plan.quotas()) {
            medium += quota.use().shortfallCost(problem.settings().facts());
        }
        assertThat(plan.score()).isEqualTo(HardMediumSoftLongScore.of(0, -medium, -soft));
    }

    /** So that a receipt of no steps repeats. */
    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void aPlanNobodySearchedHasTheScoreASearchBeginsWith(@ForAll long seed) {
        PlanningProblem problem = city(seed, 20);

        ImprovedPlan first = CityPlanner.create().improve(problem, Budget.ofSteps(0, seed));

        CityPlan searched = best(problem, Budget.ofSteps(1, seed));
        boolean better = searched.jobs().stream()
                .anyMatch(job -> !Objects.equals(job.at(), first.placements().get(job.id())));
        assertThat(HardMediumSoftLongScore.parseScore(first.score())).satisfies(score -> {
            assertThat(score).isLessThanOrEqualTo(searched.score());
            assertThat(score.equals(searched.score())).isNotEqualTo(better);
        });
    }

    /** What the book weighs when it adopts is what anybody computes from the problem and the placements. */
    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void theBookWeighsAPlanAsItsFiguresDo(@ForAll long seed) {
        PlanBook book = new PlanBook(city(seed, 25));
        PlanningProblem snapshot = book.snapshot();
        ImprovedPlan plan = CityPlanner.create().improve(snapshot, Budget.ofSteps(100, seed));

        Adoption adoption = book.adopt(plan);

        assertThat(adoption.before()).isEqualTo(new PlanFigures(snapshot, snapshot.current()).cost());
        if (adoption instanceof Adoption.Adopted) {
            assertThat(adoption.after()).isEqualTo(new PlanFigures(snapshot, book.placements()).cost());
        }
    }

    @Example
    void frozenStartsAndRunsStayWhereTheyAre() {
        PlanningProblem problem = ProblemBuilder.aProblem()
                .frozenUntil(1_800)
                .partition(aPartition("north/h800", 8))
                .run(aRun("r1", aJob(1).gang(1, 4).build(), new Placement(1, 0, 1), 9_000, "n1"))
                .planned(aJob(2).gang(1, 4), new Placement(1, 1_700, 1))
                .job(aJob(3).gang(1, 4).priority(9).seconds(1_800))
                .build();

        ImprovedPlan plan = CityPlanner.create().improve(problem, Budget.ofSteps(50, 1));

        assertThat(plan.placements())
                .containsEntry(2L, new Placement(1, 1_700, 1))
                .containsEntry(3L, new Placement(1, 1_700 + 3_600, 1));
    }

    @Example
    void aCancelledSearchReturnsWhatItHas() {
        SearchListener impatient = new SearchListener() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };

        ImprovedPlan plan = CityPlanner.create().improve(city(1, 30), Budget.ofSteps(Integer.MAX_VALUE, 1), impatient);

        assertThat(plan.steps()).isEqualTo(1);
        assertThat(plan.placements()).isNotEmpty();
    }

    @Example
    void aProblemWithoutJobsHasAnEmptyPlan() {
        PlanningProblem empty = ProblemBuilder.aProblem().build();

        assertThat(CityPlanner.create().improve(empty, Budget.ofSteps(10, 1)).placements())
                .isEmpty();
    }

    private static CityPlan best(PlanningProblem problem, Budget budget) {
        CityPlan plan = new ProblemReading(problem).plan();
        Construction.complete(plan);
        return new OptaCityPlanner(EnvironmentMode.REPRODUCIBLE)
                .search(plan, budget, new OptaCityPlanner.Progress(NOBODY));
    }

    private static void assertLoadsAreRecounted(CityPlan best) {
        List<Load> loads = best.uses().stream().map(PartitionUse::load).toList();
        List<QuotaUse> quotas = best.quotas().stream().map(QuotaLedger::use).toList();

        CityPlan recounted = best.copy();
        LoadListener.recount(recounted);

        assertThat(loads)
                .isEqualTo(recounted.uses().stream().map(PartitionUse::load).toList());
        assertThat(quotas)
                .isEqualTo(recounted.quotas().stream().map(QuotaLedger::use).toList());
    }

    /** A city in which some jobs run and some have a start. */
    private static PlanningProblem city(long seed, int jobs) {
        RandomCity city = new RandomCity(seed);
        ProblemBuilder problem = city.problem(3, jobs).frozenUntil(900);
        for (int i = 0; i < 3; i++) {
            JobFacts running = city.job();
            Placement at = new Placement(1 + i, -600, running.width().minWorkers());
            problem.run(aRun("r" + i, running, at, 3_600L * (1 + i), "n" + i));
        }
        return withCurrentStarts(problem.build());
    }

    private static PlanningProblem withCurrentStarts(PlanningProblem problem) {
        Map<Long, Placement> some = new HashMap<>();
        List<Map.Entry<Long, Placement>> all = new ArrayList<>(CityPlanner.create()
                .improve(problem, Budget.ofSteps(0, 1))
                .placements()
                .entrySet());
        for (int i = 0; i < all.size(); i += 2) {
            some.put(all.get(i).getKey(), all.get(i).getValue());
        }
        return problem.withCurrent(some);
    }
}
