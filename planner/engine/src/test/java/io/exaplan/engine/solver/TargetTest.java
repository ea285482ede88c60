package io.exaplan.engine.solver;

import static io.exaplan.engine.testing.JobBuilder.aJob;
import static io.exaplan.engine.testing.PartitionBuilder.aPartition;
import static io.exaplan.engine.testing.ProblemBuilder.aProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exaplan.engine.book.Adoption;
import io.exaplan.engine.book.PlanBook;
import io.exaplan.engine.model.Attainment;
import io.exaplan.engine.model.PlanFigures;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.testing.ProblemBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetTest {
    private static final long DAY = 86_400;

    @Test
    void theFirstPlanServesTheTenantThatWasPromisedSomething() {
        // Room for two of eight gangs; tenant 2 has half of them, worth less.
        PlanningProblem problem =
                gangs().target("promise", 2, 4, 0, DAY).horizon(DAY).build();

        ImprovedPlan plan = CityPlanner.create().improve(problem, Budget.ofSteps(0, 1));

        assertThat(new PlanFigures(problem, plan.placements()).attainments())
                .singleElement()
                .satisfies(attained -> {
                    assertThat(attained.wantedPflopsDays()).isCloseTo(4, within(1e-6));
                    assertThat(attained.attainedPflopsDays()).isGreaterThanOrEqualTo(4 - 1e-6);
                });
    }

    @Test
    void theWorstServedComeFirst() {
        // Four PFLOPS are promised to each of both, and there are eight devices, four PFLOPS in all.
        PlanningProblem problem = aProblem()
                .horizon(DAY)
                .partition(aPartition("north/h800", 8).peakTflops(500))
                .target("one", 1, 4, 0, DAY)
                .target("two", 2, 4, 0, DAY)
                .job(aJob(1).tenant(1).gang(1, 4).seconds(DAY).value(9))
                .job(aJob(2).tenant(1).gang(1, 4).seconds(DAY).value(9))
                .job(aJob(3).tenant(2).gang(1, 4).seconds(DAY))
                .job(aJob(4).tenant(2).gang(1, 4).seconds(DAY))
                .build();

        ImprovedPlan plan = CityPlanner.create().improve(problem, Budget.ofSteps(200, 1));

        assertThat(new PlanFigures(problem, plan.placements()).attainments())
                .extracting(Attainment::share)
                .allSatisfy(share -> assertThat(share).isCloseTo(0.5, within(1e-6)));
    }

    @Test
    void whatIsAttainedAlreadyIsNotPaidForAgain() {
        PlanningProblem without = gangs().horizon(DAY).build();
        PlanningProblem attained =
                gangs().target("promise", 2, 0.0001, 0, DAY).horizon(DAY).build();

        // All it takes is one gang for a moment: no reason to place more of tenant 2.
        assertThat(CityPlanner.create()
                        .improve(attained, Budget.ofSteps(0, 1))
                        .placements()
                        .keySet())
                .containsAnyOf(1L, 3L, 5L, 7L);
        assertThat(CityPlanner.create().improve(without, Budget.ofSteps(0, 1)).placements())
                .isNotEmpty();
    }

    @Test
    void aBookTakesAPlanThatAttainsMoreOverOneThatPlacesMoreValue() {
        PlanningProblem before = gangs().horizon(0).build();
        PlanBook book = new PlanBook(before);
        book.accountsChanged(
                List.of(),
                List.of(),
                gangs().target("promise", 2, 8, 0, DAY).build().targets());
        ImprovedPlan improvement = CityPlanner.create().improve(book.snapshot(), Budget.ofSteps(100, 1));

        Adoption adoption = book.adopt(improvement);

        assertThat(adoption).isInstanceOf(Adoption.Adopted.class);
        assertThat(new PlanFigures(book.snapshot(), book.placements()).attainments())
                .singleElement()
                .satisfies(attained -> assertThat(attained.share()).isCloseTo(1, within(1e-6)));
        assertThat(new PlanFigures(book.snapshot(), book.placements()).cost().unplaced())
                .isLessThan(adoption.before().unplaced());
    }

    /** 16 devices of 500 TFLOPS and eight gangs of eight for a day, half of them of tenant 2; the others are worth more. */
    private static ProblemBuilder gangs() {
        ProblemBuilder problem =
                aProblem().partition(aPartition("north/h800", 16).peakTflops(500));
        for (int id = 1; id <= 8; id++) {
            boolean second = id % 2 == 0;
            problem.job(aJob(id).tenant(second ? 2 : 1).gang(1, 8).seconds(DAY).value(second ? 1 : 5));
        }
        return problem;
    }
}
