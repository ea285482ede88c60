package io.exaplan.engine.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exaplan.engine.solver.ShadowPrices.Option;
import io.exaplan.engine.solver.ShadowPrices.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class ShadowPricesTest {

    @Example
    void whatIsNotScarceCostsNothing() {
        ShadowPrices program = new ShadowPrices(new double[] {100});
        program.add(30, List.of(new Option(0, 10)));

        Result result = program.solve(500);

        assertThat(result.bound()).isCloseTo(30, within(0.1));
        assertThat(result.prices().getFirst()).isCloseTo(0, within(0.01));
    }

    @Example
    void theBoundIsTheOptimumOfTheLinearProgram() {
        // 10 units: the job worth 3 a unit whole, half of the one worth 2 a unit; the second sets the price
        ShadowPrices program = new ShadowPrices(new double[] {10});
        program.add(18, List.of(new Option(0, 6)));
        program.add(16, List.of(new Option(0, 8)));

        Result result = program.solve(2_000);

        assertThat(result.bound()).isCloseTo(18 + 8, within(0.05));
        assertThat(result.prices().getFirst()).isCloseTo(2, within(0.05));
    }

    @Property(tries = 50, shrinking = ShrinkingMode.OFF)
    void noChoiceOfJobsIsWorthMoreThanTheBound(@ForAll long seed) {
        Random random = new Random(seed);
        double[] capacity = {random.nextInt(30), random.nextInt(30)};
        ShadowPrices program = new ShadowPrices(capacity);
        List<double[]> jobs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            double[] job = {random.nextInt(50), 1 + random.nextInt(10), 1 + random.nextInt(10)};
            jobs.add(job);
            program.add(job[0], List.of(new Option(0, job[1]), new Option(1, job[2])));
        }

        double bound = program.solve(200).bound();

        assertThat(best(jobs, 0, capacity[0], capacity[1])).isLessThanOrEqualTo(bound + 1e-6);
    }

    /** The best of all choices, tried one by one. */
    private static double best(List<double[]> jobs, int next, double one, double other) {
        if (next == jobs.size()) {
            return 0;
        }
        double[] job = jobs.get(next);
        double most = best(jobs, next + 1, one, other);
        if (job[1] <= one) {
            most = Math.max(most, job[0] + best(jobs, next + 1, one - job[1], other));
        }
        if (job[2] <= other) {
            most = Math.max(most, job[0] + best(jobs, next + 1, one, other - job[2]));
        }
        return most;
    }
}
