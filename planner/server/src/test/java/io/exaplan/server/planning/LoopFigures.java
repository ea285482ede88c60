package io.exaplan.server.planning;

import static io.exaplan.server.planning.TestJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Measures the loop at 10,000 active jobs, 50 submissions a second. Not part of the tests: {@code -Dtest=LoopFigures}. */
@PlanningTest
class LoopFigures {
    private static final int ACTIVE = 10_000;
    private static final int PER_SECOND = 50;
    private static final int SUBMISSIONS = 1_000;

    private final TestCity city;
    private final ScriptedRuns runs;
    private final Predictions predictions;

    LoopFigures(TestCity city, ScriptedRuns runs, Predictions predictions) {
        this.city = city;
        this.runs = runs;
        this.predictions = predictions;
    }

    @Test
    void ofTenThousandJobsAndFiftySubmissionsASecond() {
        city.aTenant("figures");
        for (int i = 0; i < 20; i++) {
            city.aPartition("busy-" + i, "BUSY", 50);
        }
        city.aPartition("free", "FREE", 200);
        long filling = System.nanoTime();
        for (int i = 0; i < ACTIVE; i++) {
            city.submit(aJob("active-" + i).on("BUSY").workers(1 + i % 4).lasting(Duration.ofMinutes(30 + i % 300)));
        }
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(200))
                .until(city::settled);
        double fillSeconds = (System.nanoTime() - filling) / 1e9;

        List<CompletableFuture<long[]>> measured = new ArrayList<>();
        try (ScheduledExecutorService clock = Executors.newScheduledThreadPool(4)) {
            for (int i = 0; i < SUBMISSIONS; i++) {
                CompletableFuture<long[]> one = new CompletableFuture<>();
                measured.add(one);
                boolean free = i % 2 == 0;
                var _ = clock.schedule(() -> submit(free, one), i * 1000L / PER_SECOND, TimeUnit.MILLISECONDS);
            }
            measured.forEach(CompletableFuture::join);
        }

        long[] predicted = sorted(measured, 0);
        long[] started = sorted(measured, 1);
        System.out.printf(
                "FIGURES {\"activeJobs\": %d, \"fillSeconds\": %.1f, \"predictedP50Millis\": %d, \"predictedP99Millis\": %d, \"startedP50Millis\": %d, \"startedP99Millis\": %d}%n",
                ACTIVE, fillSeconds, at(predicted, 0.5), at(predicted, 0.99), at(started, 0.5), at(started, 0.99));
        assertThat(at(predicted, 0.99)).isLessThan(1000);
    }

    private void submit(boolean free, CompletableFuture<long[]> done) {
        long begun = System.nanoTime();
        long job = city.submit(aJob("measured").on(free ? "FREE" : "BUSY").milliDevices(1000));
        predictions.evaluated(job, 1, Duration.ofSeconds(30)).thenAccept(seen -> {
            long predicted = (System.nanoTime() - begun) / 1_000_000;
            long started = -1;
            while (free && started < 0) {
                started = runs.runOf(job).isPresent() ? (System.nanoTime() - begun) / 1_000_000 : -1;
                Thread.onSpinWait();
            }
            done.complete(new long[] {seen ? predicted : 30_000, started});
        });
    }

    private static long[] sorted(List<CompletableFuture<long[]>> measured, int which) {
        return measured.stream()
                .mapToLong(one -> one.join()[which])
                .filter(value -> value >= 0)
                .sorted()
                .toArray();
    }

    private static long at(long[] sorted, double share) {
        return Arrays.stream(sorted)
                .skip((long) (sorted.length * share))
                .findFirst()
                .orElse(-1);
    }
}
