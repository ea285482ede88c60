package io.exaplan.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exaplan.engine.kernel.TimeWindow;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.TargetFacts;
import io.exaplan.engine.replay.trace.CityTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetBoundTest {
    private static final long DAY = 24 * 3600L;

    /** A job of 8 devices of 1,000 TFLOPS for a day does 8 PFLOPS-days. */
    private static final String JOB = ",0,8,any,0,1,1,24\n";

    @TempDir
    private Path folder;

    @Test
    void noMoreIsAttainedThanTheDevicesDo() throws IOException {
        // 12 devices take one gang of 8 at a time: of five days' work two days fit into the window
        PlanningProblem city = city("a" + JOB + "b" + JOB + "c" + JOB + "d" + JOB + "e" + JOB, 100, 2 * DAY);

        assertThat(new TargetBound(city, true).solve(10)).isCloseTo(16, within(1e-3));
        assertThat(new TargetBound(city, false).solve(10)).isCloseTo(24, within(1e-3));
    }

    @Test
    void noMoreIsAttainedThanIsAskedForAndWanted() throws IOException {
        assertThat(new TargetBound(city("a" + JOB, 100, 2 * DAY), true).solve(10))
                .isCloseTo(8, within(1e-3));
        assertThat(new TargetBound(city("a" + JOB, 2, 2 * DAY), true).solve(10)).isCloseTo(4, within(1e-3));
    }

    @Test
    void ofALongJobCountsWhatFitsTheWindowAfterItsRelease() throws IOException {
        // released after 36 hours: 12 hours are left of the window of two days
        PlanningProblem city = city("a,36,8,any,0,1,1,96\n", 100, 2 * DAY);

        assertThat(new TargetBound(city, true).solve(10)).isCloseTo(4, within(1e-3));
    }

    private PlanningProblem city(String jobs, double pflops, long until) throws IOException {
        Files.writeString(
                folder.resolve("partitions.csv"),
                "partition,model,tflops,memory_gb,stack,devices\np0,H100,1000,80,cuda,12\n");
        Files.writeString(
                folder.resolve("jobs.csv"),
                "job,release_h,devices,stack,min_memory_gb,weight,value,hours_H100\n" + jobs);
        PlanningProblem city = CityTrace.read(folder.resolve("partitions.csv"), folder.resolve("jobs.csv"));
        TargetFacts target = new TargetFacts("target", 1, "", new TimeWindow(0, until), pflops, 0);
        return city.withAccounts(city.tenants(), List.of(), List.of(target));
    }
}
