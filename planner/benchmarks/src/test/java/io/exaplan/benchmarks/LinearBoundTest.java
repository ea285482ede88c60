package io.exaplan.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.Width;
import io.exaplan.engine.replay.city.CityReplay;
import io.exaplan.engine.replay.trace.CityTrace;
import io.exaplan.engine.solver.Budget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinearBoundTest {
    private static final Path STORED = Checkout.root().resolve("planner/benchmarks/instances/city-7");

    @TempDir
    private Path folder;

    @Test
    void aGangLeavesWhatNoOtherOfItsSizeCanUse() throws IOException {
        // 12 devices take one gang of 8 at a time: two of 168 hours are worth 1 in the fine bound, 1.5 in the loose one
        PlanningProblem problem = problem("a,0,8,any,0,1,1,168\nb,0,8,any,0,1,1,168\n");

        assertThat(new LinearBound(problem, false).solve(10)).isCloseTo(1.5, within(1e-3));
        assertThat(new LinearBound(problem, true).solve(10)).isCloseTo(1, within(1e-3));
    }

    @Test
    void whoComesLateHasLessTime() throws IOException {
        // from hour 96 on, 72 hours remain: of two jobs of 72 hours on all devices one fits
        PlanningProblem problem = problem("a,96,12,any,0,1,1,72\nb,96,12,any,0,1,1,72\n");

        assertThat(new LinearBound(problem, false).solve(10)).isCloseTo(2, within(1e-3));
        assertThat(new LinearBound(problem, true).solve(10)).isCloseTo(1, within(1e-3));
    }

    @Test
    void aJobThatEndsInTimeOnlyWhenItIsWideIsWorthSomething() throws IOException {
        // 240 hours do not fit into 168; at twice the width and 1.8 times the speed 133 do
        PlanningProblem problem = elastic("a,0,2,any,0,1,1,240\n", 4, 1.8);

        assertThat(new LinearBound(problem, true).solve(10)).isCloseTo(1, within(1e-3));
    }

    @Test
    void whereAWideGangFitsItsPowerIsThatOfTheWideOne() throws IOException {
        // of 12 devices 8 are for gangs of 8, too few for both jobs; 12 wide they take 112 and 56 of the 168 hours
        PlanningProblem problem = elastic("a,0,8,any,0,1,1,168\nb,0,8,any,0,1,1,84\n", 12, 1.5);

        assertThat(new LinearBound(problem, true).solve(10)).isCloseTo(2, within(1e-3));
        assertThat(CityReplay.run(problem, Budget.ofSteps(0, 1)).valuePlaced()).isLessThanOrEqualTo(2);
    }

    @Test
    void noPlanOfTheStoredCityIsWorthMore() {
        PlanningProblem problem = CityTrace.read(STORED.resolve("partitions.csv"), STORED.resolve("jobs.csv"));

        double bound = new LinearBound(problem, true).solve(60);

        assertThat(bound).isLessThan(CityReplay.bound(problem));
        assertThat(CityReplay.run(problem, Budget.ofSteps(0, 1)).valuePlaced()).isBetween(0.9 * bound, bound);
    }

    /** The jobs, as wide as they are stated or so wide, at so many times the speed then. */
    private PlanningProblem elastic(String jobs, int most, double speedUp) throws IOException {
        PlanningProblem rigid = problem(jobs);
        return rigid.withJobs(
                rigid.jobs().stream().map(job -> elastic(job, most, speedUp)).toList(), Map.of());
    }

    private static JobFacts elastic(JobFacts job, int most, double speedUp) {
        int least = job.width().minWorkers();
        List<Double> speedUps = IntStream.rangeClosed(least, most)
                .mapToObj(workers -> 1 + (speedUp - 1) * (workers - least) / (most - least))
                .toList();
        return new JobFacts(
                job.id(),
                job.name(),
                job.tenant(),
                job.kind(),
                job.shape(),
                new Width(least, most, speedUps),
                job.accelerators(),
                job.fabric(),
                job.work(),
                job.submittedSecond(),
                job.earliestStartSecond(),
                job.deadlineOrNull(),
                job.priority(),
                job.value(),
                job.preemptible(),
                job.minimumRunSeconds(),
                job.data());
    }

    private PlanningProblem problem(String jobs) throws IOException {
        Files.writeString(
                folder.resolve("partitions.csv"),
                "partition,model,tflops,memory_gb,stack,devices\np0,H100,989,80,cuda,12\n");
        Files.writeString(
                folder.resolve("jobs.csv"),
                "job,release_h,devices,stack,min_memory_gb,weight,value,hours_H100\n" + jobs);
        return CityTrace.read(folder.resolve("partitions.csv"), folder.resolve("jobs.csv"));
    }
}
