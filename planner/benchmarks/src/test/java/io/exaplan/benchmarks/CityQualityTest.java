package io.exaplan.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.replay.city.CityReplay;
import io.exaplan.engine.replay.trace.CityTrace;
import io.exaplan.engine.solver.Budget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Experiment D in short: fails when the plan of a city gets worse, never because a machine is slow. */
class CityQualityTest {
    private static final Path STORED = Checkout.root().resolve("planner/benchmarks/instances/city-7");
    private static final Path TRACE = Checkout.root().resolveSibling("shared/data/city");

    @TempDir
    private Path folder;

    @Test
    void theStoredCityIsThatOfItsSeed() throws IOException {
        CityMix.write(7, folder, 24, 12_000);

        for (String file : new String[] {"partitions.csv", "jobs.csv"}) {
            assertThat(Files.readAllLines(folder.resolve(file))).isEqualTo(Files.readAllLines(STORED.resolve(file)));
        }
    }

    @Test
    void theFirstPlanOfTheStoredCityKeepsItsValue() {
        assertThat(share(STORED, 0)).isGreaterThan(0.810);
    }

    @Test
    void theSearchEarnsSomething() {
        assertThat(share(STORED, 500)).isGreaterThan(0.816);
    }

    @Test
    void theFirstPlanOfTheSharedCityKeepsItsValue() {
        assumeTrue(Files.isReadable(TRACE.resolve("jobs.csv")), "The city is not beside the project: " + TRACE);

        assertThat(share(TRACE, 0)).isGreaterThan(0.955);
    }

    private static double share(Path city, int steps) {
        PlanningProblem problem = CityTrace.read(city.resolve("partitions.csv"), city.resolve("jobs.csv"));
        return CityReplay.run(problem, Budget.ofSteps(steps, 1)).valuePlaced() / CityReplay.bound(problem);
    }
}
