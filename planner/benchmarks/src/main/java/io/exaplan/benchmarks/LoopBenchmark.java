package io.exaplan.benchmarks;

import io.exaplan.benchmarks.Stand.SimulatedCluster;
import io.exaplan.server.demo.PlannerClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/**
 * How long a team waits for an answer while the city is busy: 10,000 jobs are active, 6,000 of them running and 4,000
 * waiting for the same devices; then jobs arrive that find free capacity on other clusters. Real processes, real
 * PostgreSQL, the real protocol; only the clusters are simulated.
 */
@CommandLine.Command(name = "bench-loop", mixinStandardHelpOptions = true)
public final class LoopBenchmark implements Callable<Integer> {

    private static final long PREDICTED_LIMIT_MILLIS = 1_000;
    private static final long STARTED_LIMIT_MILLIS = 3_000;
    private static final String TENANT = "bench-team";
    private static final Duration LONG_RUN = Duration.ofDays(2);
    private static final Duration SHORT_RUN = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int BUSY_DEVICES = 6_000;
    private static final List<SimulatedCluster> CLUSTERS = List.of(
            new SimulatedCluster("busy-1", "H800", 250, 8),
            new SimulatedCluster("busy-2", "H800", 250, 8),
            new SimulatedCluster("busy-3", "H800", 250, 8),
            new SimulatedCluster("free-1", "H20", 250, 8),
            new SimulatedCluster("free-2", "H20", 250, 8));

    @Option(names = "--active", defaultValue = "10000", description = "active jobs (default: ${DEFAULT-VALUE})")
    private int active = 10_000;

    @Option(names = "--submissions", defaultValue = "1200", description = "measured jobs (default: ${DEFAULT-VALUE})")
    private int submissions = 1_200;

    @Option(names = "--per-second", defaultValue = "20", description = "their rate (default: ${DEFAULT-VALUE})")
    private int perSecond = 20;

    @Option(
            names = "--scenario-runs",
            defaultValue = "0",
            description =
                    "scenario runs queued before the measured jobs arrive (default: ${DEFAULT-VALUE}); with some of "
                            + "them the time to a start is not judged")
    private int scenarioRuns;

    /**
     * What the experiment ends with. What did not come within the patience counts as that long.
     *
     * @param activeJobs jobs that had not ended, when the measured ones began to arrive or at the end, whichever is less
     * @param runningJobs how many of them ran when the measured ones began to arrive
     * @param scenarioRunsLeft scenario runs that had not ended when the last measured job had arrived
     * @param deadlocks transactions that PostgreSQL ended because they waited for each other, since the start
     */
    record Outcome(
            int activeJobs,
            int runningJobs,
            int submissions,
            long predictedStartP50Millis,
            long predictedStartP99Millis,
            long startedP50Millis,
            long startedP99Millis,
            int scenarioRunsLeft,
            long deadlocks) {

        boolean good(int activeAsked, int scenarioRunsAsked) {
            return activeJobs >= activeAsked
                    && runningJobs >= Math.min(activeAsked, BUSY_DEVICES)
                    && submissions > 0
                    && predictedStartP99Millis < PREDICTED_LIMIT_MILLIS
                    && (scenarioRunsAsked == 0 ? startedP99Millis < STARTED_LIMIT_MILLIS : scenarioRunsLeft > 0)
                    && deadlocks == 0;
        }
    }

    private record Measured(long job, Instant submitted, double predictedMillis) {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LoopBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path home = Files.createTempDirectory("exaplan-bench-loop-");
        System.err.println("Measuring in " + home);
        try (Stand stand = Stand.start(home, 1, CLUSTERS)) {
            PlannerClient planner = stand.admin();
            planner.post("/api/v1/tenants", Map.of("name", TENANT, "kind", "INCUBATOR", "sector", "OTHER"))
                    .orThrow("tenant " + TENANT);
            fill(planner);
            int running = count(planner, "active");
            int filled = unended(planner);
            QueuedScenarios scenarios = new QueuedScenarios(planner);
            if (scenarioRuns > 0) {
                scenarios.queue(scenarioRuns, "busy-1");
            }
            List<Measured> measured = measure(planner);
            Outcome outcome = outcome(planner, running, filled, measured, scenarios.left(), stand::deadlocks);
            Figures.print(outcome);
            return outcome.good(active, scenarioRuns) ? 0 : 1;
        }
    }

    private void fill(PlannerClient planner) throws InterruptedException, ExecutionException {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> fills = new ArrayList<>();
        try (ExecutorService teams = Executors.newFixedThreadPool(8)) {
            for (int number = 0; number < active; number++) {
                fills.add(teams.submit(() -> {
                    planner.post("/api/v1/jobs", spec("H800", LONG_RUN)).orThrow("a job that fills");
                    int done = next.incrementAndGet();
                    if (done % 1_000 == 0) {
                        System.err.printf("  %,d of %,d active jobs submitted%n", done, active);
                    }
                    return done;
                }));
            }
        }
        for (Future<?> fill : fills) {
            fill.get();
        }
        int running = Math.min(active, BUSY_DEVICES);
        if (Waiting.within(PATIENCE, () -> count(planner, "active") >= running).isEmpty()) {
            System.err.printf("  after %s fewer than %,d jobs run%n", PATIENCE, running);
        }
    }

    /** Jobs that run or wait. */
    private static int unended(PlannerClient planner) throws IOException, InterruptedException {
        return count(planner, "active") + count(planner, "scheduled") + count(planner, "queued");
    }

    private static int count(PlannerClient planner, String state) throws IOException, InterruptedException {
        return planner.get("/api/v1/jobs/counts")
                .orThrow("the jobs by state")
                .required(state)
                .asInt();
    }

    private List<Measured> measure(PlannerClient planner) throws InterruptedException, ExecutionException {
        System.err.printf("  %,d measured submissions, %d a second%n", submissions, perSecond);
        List<Future<Measured>> answers = new ArrayList<>();
        long began = System.nanoTime();
        try (ExecutorService teams = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < submissions; number++) {
                long due = began + number * TimeUnit.SECONDS.toNanos(1) / perSecond;
                TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
                answers.add(teams.submit(() -> submitOne(planner)));
            }
        }
        List<Measured> measured = new ArrayList<>();
        for (Future<Measured> answer : answers) {
            measured.add(answer.get());
        }
        return measured;
    }

    /** Submits and waits until the job's start is predicted, by the answer itself or by asking again. */
    private static Measured submitOne(PlannerClient planner) throws IOException, InterruptedException {
        Instant submitted = Instant.now();
        long began = System.nanoTime();
        JsonNode job = planner.post("/api/v1/jobs", spec("H20", SHORT_RUN)).orThrow("a measured job");
        long id = job.path("id").asLong();
        while (!predicted(job) && System.nanoTime() - began < PATIENCE.toNanos()) {
            job = planner.get("/api/v1/jobs/" + id).orThrow("job " + id);
        }
        return new Measured(id, submitted, (System.nanoTime() - began) / 1e6);
    }

    private static boolean predicted(JsonNode job) {
        return job.path("predicted").isObject() || job.path("activeRun").isObject();
    }

    private static Outcome outcome(
            PlannerClient planner,
            int running,
            int filled,
            List<Measured> measured,
            int scenarioRunsLeft,
            Callable<Long> deadlocks)
            throws Exception {
        Instant patienceEnds = Instant.now().plus(PATIENCE);
        double[] started = new double[measured.size()];
        for (int i = 0; i < started.length; i++) {
            Measured one = measured.get(i);
            Instant since = runningSince(planner, one.job(), Duration.between(Instant.now(), patienceEnds));
            started[i] = Duration.between(one.submitted(), since).toNanos() / 1e6;
        }
        double[] predicted =
                measured.stream().mapToDouble(Measured::predictedMillis).toArray();
        return new Outcome(
                Math.min(filled, unended(planner)),
                running,
                measured.size(),
                Math.round(Figures.percentile(predicted, 0.5)),
                Math.round(Figures.percentile(predicted, 0.99)),
                Math.round(Figures.percentile(started, 0.5)),
                Math.round(Figures.percentile(started, 0.99)),
                scenarioRunsLeft,
                deadlocks.call());
    }

    /** When the planner learnt that the job's first run runs; now, when it has not within the patience. */
    private static Instant runningSince(PlannerClient planner, long job, Duration patience)
            throws InterruptedException {
        Instant[] found = new Instant[1];
        OptionalDouble waited = Waiting.within(patience, () -> {
            for (JsonNode run : planner.get("/api/v1/runs?job=" + job).body().path("items")) {
                JsonNode view =
                        planner.get("/api/v1/runs/" + run.path("id").asString()).body();
                for (JsonNode transition : view.path("transitions")) {
                    if (transition.path("to").asString("").equals("RUNNING")) {
                        found[0] = Instant.parse(transition.path("at").asString());
                        return true;
                    }
                }
            }
            return false;
        });
        return waited.isPresent() ? found[0] : Instant.now();
    }

    private static Map<String, Object> spec(String model, Duration duration) {
        return Map.of(
                "name", "bench",
                "tenant", TENANT,
                "kind", "TRAINING",
                "gang", Map.of("workers", 1),
                "worker", Map.of("milliDevices", 1000, "cpuMilli", 8_000, "memoryMib", 65_536),
                "accelerators", Map.of("models", List.of(model)),
                "expectedDuration", duration.toString());
    }
}
