package io.exaplan.benchmarks;

import io.exaplan.benchmarks.Stand.SimulatedCluster;
import io.exaplan.server.demo.PlannerClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/**
 * Whether a team can live on the API: jobs are submitted at a steady rate for ten minutes while 10,000 are active, as many
 * ending as arrive. Then jobs that wait are explained: half of them small ones, half gangs of 64 devices on any model, whose tenant
 * has a quota that holds one of them. Real processes, real PostgreSQL, the real protocol; only the clusters are
 * simulated. A submission is timed from when it was due, so that one slow answer does not hide those behind it.
 */
@CommandLine.Command(name = "bench-api", mixinStandardHelpOptions = true)
public final class ApiBenchmark implements Callable<Integer> {

    private static final double ANSWER_LIMIT_MILLIS = 300;
    private static final double EXPLANATION_LIMIT_MILLIS = 300;

    /** A heap that is flat still holds a little more or less at each look. */
    private static final double HEAP_LIMIT_MIB = 48;

    private static final String TENANT = "bench-team";

    /** Has a quota that holds one of its gangs. */
    private static final String LIMITED_TENANT = "bench-lab";

    private static final int LIMITED_PFLOPS = 80;
    private static final Duration LONG_RUN = Duration.ofDays(2);
    private static final Duration SHORT_RUN = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int BUSY_DEVICES = 6_000;
    private static final List<SimulatedCluster> CLUSTERS = List.of(
            new SimulatedCluster("busy-1", "H800", 250, 8),
            new SimulatedCluster("busy-2", "H800", 250, 8),
            new SimulatedCluster("busy-3", "H800", 250, 8),
            new SimulatedCluster("free-1", "H20", 250, 8),
            new SimulatedCluster("free-2", "H20", 250, 8));

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--active", defaultValue = "10000", description = "active jobs (default: ${DEFAULT-VALUE})")
    private int active = 10_000;

    @Option(names = "--seconds", defaultValue = "600", description = "how long (default: ${DEFAULT-VALUE})")
    private int seconds = 600;

    @Option(names = "--per-second", defaultValue = "50", description = "submissions (default: ${DEFAULT-VALUE})")
    private int perSecond = 50;

    @Option(names = "--explanations", defaultValue = "300", description = "explained jobs (default: ${DEFAULT-VALUE})")
    private int explanations = 300;

    private final ConcurrentLinkedQueue<Double> answerMillis = new ConcurrentLinkedQueue<>();
    private final AtomicInteger errors = new AtomicInteger();
    private final List<Integer> activeSeen = new ArrayList<>();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ApiBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path home = Files.createTempDirectory("exaplan-bench-api-");
        System.err.println("Measuring in " + home);
        try (Stand stand = Stand.start(home, 1, CLUSTERS)) {
            PlannerClient planner = stand.admin();
            planner.post("/api/v1/tenants", Map.of("name", TENANT, "kind", "INCUBATOR", "sector", "OTHER"))
                    .orThrow("tenant " + TENANT);
            planner.post(
                            "/api/v1/tenants",
                            Map.of(
                                    "name",
                                    LIMITED_TENANT,
                                    "kind",
                                    "INCUBATOR",
                                    "sector",
                                    "OTHER",
                                    "quota",
                                    Map.of("nominalPflops", LIMITED_PFLOPS)))
                    .orThrow("tenant " + LIMITED_TENANT);
            fill(planner, active - perSecond * (int) SHORT_RUN.toSeconds());
            // What the steady load itself holds is there before the heap is first looked at.
            load(planner, Math.max(10, seconds / 10), false);
            double before = stand.liveHeapMib();
            load(planner, seconds, true);
            double after = stand.liveHeapMib();
            return report(explain(planner), before, after, stand.deadlocks());
        }
    }

    private void fill(PlannerClient planner, int jobs) throws InterruptedException, ExecutionException {
        AtomicInteger submitted = new AtomicInteger();
        List<Future<?>> fills = new ArrayList<>();
        try (ExecutorService teams = Executors.newFixedThreadPool(8)) {
            for (int number = 0; number < jobs; number++) {
                fills.add(teams.submit(() -> {
                    planner.post("/api/v1/jobs", spec("H800", LONG_RUN)).orThrow("a job that fills");
                    int done = submitted.incrementAndGet();
                    if (done % 1_000 == 0) {
                        System.err.printf("  %,d of %,d long jobs submitted%n", done, jobs);
                    }
                    return done;
                }));
            }
        }
        for (Future<?> fill : fills) {
            fill.get();
        }
        int running = Math.min(jobs, BUSY_DEVICES);
        Waiting.until(
                "%,d jobs run".formatted(running),
                PATIENCE,
                () -> counts(planner).required("active").asInt() >= running);
    }

    private void load(PlannerClient planner, int lasting, boolean measured) throws IOException, InterruptedException {
        System.err.printf(
                "  %d submissions a second for %d s%s%n", perSecond, lasting, measured ? "" : ", not measured");
        long began = System.nanoTime();
        try (ExecutorService teams = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < lasting * perSecond; number++) {
                long due = began + number * TimeUnit.SECONDS.toNanos(1) / perSecond;
                TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
                teams.execute(() -> submit(planner, due, measured));
                if (measured && number % (10 * perSecond) == 0) {
                    JsonNode counts = counts(planner);
                    activeSeen.add(counts.required("active").asInt()
                            + counts.required("scheduled").asInt()
                            + counts.required("queued").asInt());
                }
            }
        }
    }

    private void submit(PlannerClient planner, long due, boolean measured) {
        boolean stored = false;
        try {
            PlannerClient.Answer answer = planner.post("/api/v1/jobs", spec("H20", SHORT_RUN));
            stored = answer.status() == 201;
            if (!stored) {
                System.err.println("  " + answer.status() + " " + answer.body());
            }
        } catch (IOException failed) {
            System.err.println("  " + failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        if (measured) {
            answerMillis.add((System.nanoTime() - due) / 1e6);
            errors.addAndGet(stored ? 0 : 1);
        }
    }

    /** Explains jobs that wait, one after the other; answers how long each took, in milliseconds. */
    private double[] explain(PlannerClient planner) throws IOException, InterruptedException {
        List<Long> waiting = new ArrayList<>();
        planner.get("/api/v1/jobs?state=SCHEDULED&state=QUEUED&limit=" + Math.clamp(explanations / 2, 1, 1_000))
                .orThrow("the jobs that wait")
                .path("items")
                .valueStream()
                .forEach(job -> waiting.add(job.path("id").asLong()));
        for (int number = 0; number < explanations / 2; number++) {
            waiting.add(planner.post("/api/v1/jobs", gang())
                    .orThrow("a gang that waits")
                    .path("id")
                    .asLong());
        }
        double[] millis = new double[waiting.size()];
        for (int i = 0; i < millis.length; i++) {
            long began = System.nanoTime();
            planner.get("/api/v1/jobs/%d/explanation".formatted(waiting.get(i))).orThrow("an explanation");
            millis[i] = (System.nanoTime() - began) / 1e6;
        }
        return millis;
    }

    private int report(double[] explained, double heapBefore, double heapAfter, long deadlocks) {
        double[] millis = answerMillis.stream().mapToDouble(Double::doubleValue).toArray();
        double p99 = Figures.percentile(millis, 0.99);
        double explainedP99 = Figures.percentile(explained, 0.99);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("submissions", millis.length);
        figures.put("errors", errors.get());
        figures.put("p50Millis", Math.round(Figures.percentile(millis, 0.5)));
        figures.put("p99Millis", Math.round(p99));
        figures.put(
                "activeJobsLeast",
                activeSeen.stream().mapToInt(Integer::intValue).min().orElse(0));
        figures.put(
                "activeJobsMost",
                activeSeen.stream().mapToInt(Integer::intValue).max().orElse(0));
        figures.put("heapMiB", Math.round(heapAfter));
        figures.put("heapGrowthMiB", Math.round(heapAfter - heapBefore));
        figures.put("explanations", explained.length);
        figures.put("explanationP99Millis", Math.round(explainedP99));
        figures.put("deadlocks", deadlocks);
        command.commandLine().getOut().println(Figures.json(figures));
        boolean good = errors.get() == 0
                && deadlocks == 0
                && p99 < ANSWER_LIMIT_MILLIS
                && heapAfter - heapBefore < HEAP_LIMIT_MIB
                && activeSeen.stream().allMatch(seen -> seen >= active)
                && explained.length >= explanations - 1
                && explainedP99 < EXPLANATION_LIMIT_MILLIS;
        return good ? 0 : 1;
    }

    private static JsonNode counts(PlannerClient planner) throws IOException, InterruptedException {
        return planner.get("/api/v1/jobs/counts").orThrow("the jobs by state");
    }

    private static Map<String, Object> gang() {
        return Map.of(
                "name",
                "bench-gang",
                "tenant",
                LIMITED_TENANT,
                "kind",
                "TRAINING",
                "gang",
                Map.of("workers", 8),
                "worker",
                Map.of("milliDevices", 8_000, "cpuMilli", 64_000, "memoryMib", 524_288),
                "expectedDuration",
                LONG_RUN.toString());
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
