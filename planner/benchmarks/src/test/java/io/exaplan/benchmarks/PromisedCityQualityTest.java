package io.exaplan.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exaplan.engine.checker.PlanChecker;
import io.exaplan.engine.model.PlanFigures;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.solver.Budget;
import io.exaplan.engine.solver.CityPlanner;
import io.exaplan.engine.solver.ImprovedPlan;
import io.exaplan.server.planning.ProblemJson;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Experiment E in short: a city with quota, budgets, targets and runs; fails when its plan gets worse, never because a machine is slow. */
class PromisedCityQualityTest {
    private static final String SMALL = "small-7";

    private static PlanningProblem city;
    private static StoredBounds bounds;

    @BeforeAll
    static void read() throws IOException {
        city = StoredCity.read(StoredCity.instance(SMALL));
        bounds = StoredBounds.of(SMALL);
    }

    @Test
    void theStoredCityIsThatOfItsSeed() {
        PlanningProblem generated = GeneratedCity.problem(7, new GeneratedCity.Size(40, 6_000, 500, 2_500));

        assertThat(ProblemJson.write(generated)).isEqualTo(ProblemJson.write(city));
    }

    @Test
    void theStoredBoundsAreThoseOfTheCity() {
        assertThat(new LinearBound(city, true).solve(60)).isCloseTo(bounds.value(), within(1e-5 * bounds.value()));
        assertThat(new TargetBound(city, true).solve(60))
                .isCloseTo(bounds.targetPflopsDays(), within(1e-4 * bounds.targetPflopsDays()));
    }

    @Test
    void theFirstPlanKeepsItsSharesOfBothBounds() {
        ImprovedPlan plan = plan(0);

        assertThat(valueShare(plan)).isBetween(0.885, 1.0);
        assertThat(targetShare(plan)).isBetween(0.999, 1.0);
    }

    @Test
    void theSearchEarnsSomething() {
        ImprovedPlan plan = plan(2_000);

        assertThat(valueShare(plan)).isBetween(0.886, 1.0);
        assertThat(targetShare(plan)).isBetween(0.999, 1.0);
    }

    private static ImprovedPlan plan(int steps) {
        ImprovedPlan plan = CityPlanner.create().improve(city, Budget.ofSteps(steps, 1));
        assertThat(PlanChecker.checkPlan(city, plan.placements())).isEmpty();
        return plan;
    }

    private static double valueShare(ImprovedPlan plan) {
        return EngineBenchmark.valueInTime(city, plan.placements()) / bounds.value();
    }

    private static double targetShare(ImprovedPlan plan) {
        return TargetBound.attained(new PlanFigures(city, plan.placements()).attainments()) / bounds.targetPflopsDays();
    }
}
