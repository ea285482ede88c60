package io.exaplan.benchmarks;

import io.exaplan.benchmarks.Stand.SimulatedCluster;
import io.exaplan.server.demo.PlannerClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private static final double PREDICTED_LIMIT_MILLIS = 1_000;
    private static final double STARTED_LIMIT_MILLIS = 3_000;
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
            List<Measured> measured = measure(planner);
            return report(planner, measured);
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
        Waiting.until("%,d jobs run".formatted(running), PATIENCE, () -> count(planner, "active") >= running);
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
        while (!predicted(job)) {
            job = planner.get("/api/v1/jobs/" + id).orThrow("job " + id);
        }
        return new Measured(id, submitted, (System.nanoTime() - began) / 1e6);
    }

    private static boolean predicted(JsonNode job) {
        return job.path("predicted").isObject() || job.path("activeRun").isObject();
    }

    private int report(PlannerClient planner, List<Measured> measured) throws IOException, InterruptedException {
        double[] started = new double[measured.size()];
        for (int i = 0; i < started.length; i++) {
            Measured one = measured.get(i);
            started[i] = Duration.between(one.submitted(), runningSince(planner, one.job()))
                            .toNanos()
                    / 1e6;
        }
        double[] predicted =
                measured.stream().mapToDouble(Measured::predictedMillis).toArray();
        double predictedP99 = Figures.percentile(predicted, 0.99);
        double startedP99 = Figures.percentile(started, 0.99);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("activeJobs", count(planner, "active") + count(planner, "scheduled") + count(planner, "queued"));
        figures.put("submissions", measured.size());
        figures.put("predictedStartP50Millis", Math.round(Figures.percentile(predicted, 0.5)));
        figures.put("predictedStartP99Millis", Math.round(predictedP99));
        figures.put("startedP50Millis", Math.round(Figures.percentile(started, 0.5)));
        figures.put("startedP99Millis", Math.round(startedP99));
        Figures.print(figures);
        return predictedP99 < PREDICTED_LIMIT_MILLIS && startedP99 < STARTED_LIMIT_MILLIS ? 0 : 1;
    }

    /** When the planner learnt that the job's first run runs. */
    private static Instant runningSince(PlannerClient planner, long job) throws InterruptedException {
        Instant[] found = new Instant[1];
        Waiting.until("job %d runs".formatted(job), PATIENCE, () -> {
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
        return found[0];
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
