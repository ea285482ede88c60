package io.exaplan.benchmarks;

import io.exaplan.benchmarks.Stand.SimulatedCluster;
import io.exaplan.server.demo.PlannerClient;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A team that never gives up: it submits jobs at a steady rate, each under its own idempotency key, and asks again until
 * the planner has answered. What was answered with a job id is accepted, and must not be lost.
 */
final class Load implements Runnable {

    private static final String TENANT = "chaos-team";
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(200);

    private final PlannerClient planner;
    private final List<SimulatedCluster> clusters;
    private final double jobsPerSecond;
    private final Random random;
    private final List<Long> accepted = new CopyOnWriteArrayList<>();
    private final AtomicInteger probes = new AtomicInteger();
    private volatile boolean running = true;

    Load(PlannerClient admin, List<SimulatedCluster> clusters, double jobsPerSecond, long seed)
            throws IOException, InterruptedException {
        this.clusters = clusters;
        this.jobsPerSecond = jobsPerSecond;
        this.random = new Random(seed + 1);
        this.planner = admin;
        admin.post("/api/v1/tenants", Map.of("name", TENANT, "kind", "INCUBATOR", "sector", "OTHER"))
                .orThrow("tenant " + TENANT);
    }

    @Override
    public void run() {
        try {
            for (int number = 1; running; number++) {
                String key = "load-" + number;
                Map<String, Object> spec = ordinary();
                while (running && submit(key, spec).isEmpty()) {
                    Thread.sleep(PAUSE_AFTER_FAILURE);
                }
                Thread.sleep(Duration.ofMillis((long) (1_000 / jobsPerSecond)));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    void stop() {
        running = false;
    }

    List<Long> accepted() {
        return List.copyOf(accepted);
    }

    /** Submits a small, urgent job that only this cluster can run, and asks whether it has started. */
    Waiting.Question probe(SimulatedCluster cluster) {
        String key = "probe-" + probes.incrementAndGet();
        Map<String, Object> spec = spec(key, 1, 1, 30, cluster.model(), "CRITICAL");
        long[] job = {0};
        return () -> {
            if (job[0] == 0) {
                job[0] = submit(key, spec).orElse(0);
            }
            if (job[0] == 0) {
                return false;
            }
            String state =
                    planner.get("/api/v1/jobs/" + job[0]).body().path("state").asString("");
            return state.equals("SUCCEEDED") || (state.equals("ACTIVE") && started(job[0]));
        };
    }

    private boolean started(long job) throws IOException, InterruptedException {
        return planner.get("/api/v1/runs?job=" + job)
                .body()
                .path("items")
                .valueStream()
                .anyMatch(run -> run.path("state").asString("").equals("RUNNING"));
    }

    /** The id of the accepted job; nothing while the planner cannot answer, and the key makes asking again safe. */
    private OptionalLong submit(String key, Map<String, Object> spec) throws InterruptedException {
        try {
            PlannerClient.Answer answer = planner.post("/api/v1/jobs", spec, key);
            if (answer.succeeded()) {
                long job = answer.body().path("id").asLong();
                accepted.add(job);
                return OptionalLong.of(job);
            }
            if (answer.status() / 100 == 4 && answer.status() != 409 && answer.status() != 429) {
                throw new IllegalStateException("The planner refused job %s: %s".formatted(key, answer.body()));
            }
        } catch (IOException notNow) {
            // It was killed.
        }
        return OptionalLong.empty();
    }

    private Map<String, Object> ordinary() {
        int devices = 1 << random.nextInt(4);
        int workers = devices == 8 ? 1 + random.nextInt(2) : 1;
        String model = clusters.get(random.nextInt(clusters.size())).model();
        return spec("load", workers, devices, 60 + random.nextInt(240), model, "NORMAL");
    }

    private static Map<String, Object> spec(
            String name, int workers, int devices, int seconds, String model, String priority) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("name", name);
        spec.put("tenant", TENANT);
        spec.put("kind", "TRAINING");
        spec.put("gang", Map.of("workers", workers));
        spec.put("worker", Map.of("milliDevices", devices * 1000, "cpuMilli", devices * 1000, "memoryMib", 1024));
        spec.put("accelerators", Map.of("models", List.of(model)));
        spec.put("expectedDuration", "PT%dS".formatted(seconds));
        spec.put("priorityClass", priority);
        return spec;
    }
}
