package io.exaplan.benchmarks;

import io.exaplan.server.demo.PlannerClient;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * One agent over a large cluster: its memory, what it says in bytes, and the seconds from the end of a pod to the planner's
 * knowledge of the run's end. {@code KubernetesBenchmark [--nodes 2000] [--runs 200] [--home DIR]}; the last line is JSON.
 */
public final class KubernetesBenchmark {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final double LONGEST_P99 = 2.0;

    private KubernetesBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int nodes = Integer.parseInt(option(arguments, "--nodes", "2000"));
        int runs = Integer.parseInt(option(arguments, "--runs", "200"));
        Path home = Path.of(option(
                arguments,
                "--home",
                Files.createTempDirectory("exaplan-bench-kubernetes").toString()));
        try (KubernetesStand stand = KubernetesStand.start(home, 0, nodes);
                KubernetesClient kubernetes = stand.kubernetes()) {
            System.out.printf("The test bed has %d nodes; logs are in %s.%n", nodes, home);
            Process agent = stand.startAgent();
            PlannerClient planner = stand.admin();
            double seen = Waiting.until("the planner sees all nodes", PATIENCE, () -> stand.nodesSeen() == nodes);
            long firstBytes = stand.wire().sent();
            long quietBytes = quietMinute(stand);

            Map<String, Long> podEnds = new ConcurrentHashMap<>();
            Map<String, Long> known = new ConcurrentHashMap<>();
            List<Double> seconds;
            try (Watch _ = watch(kubernetes, podEnds);
                    EventTail _ = EventTail.open(planner, "run.succeeded", known)) {
                submit(planner, runs);
                Waiting.until("all runs have ended", PATIENCE, () -> known.size() >= runs);
                seconds = known.entrySet().stream()
                        .flatMap(told -> Stream.ofNullable(podEnds.get(told.getKey()))
                                .map(ended -> (told.getValue() - ended) / 1e9))
                        .sorted()
                        .toList();
            }
            Map<String, Object> figures = Map.of(
                    "nodes",
                    nodes,
                    "secondsUntilSeen",
                    seen,
                    "inventoryBytes",
                    firstBytes,
                    "quietBytesAMinute",
                    quietBytes,
                    "runs",
                    seconds.size(),
                    "knownP50Seconds",
                    quantile(seconds, 0.5),
                    "knownP99Seconds",
                    quantile(seconds, 0.99),
                    "agentHeapMib",
                    heapMib(agent),
                    "agentHeapLimitMib",
                    128,
                    "agentResidentMib",
                    residentMib(agent));
            System.out.println(JSON.writeValueAsString(figures));
            if (seconds.size() < runs || quantile(seconds, 0.99) >= LONGEST_P99 || !agent.isAlive()) {
                System.exit(1);
            }
        }
        System.exit(0);
    }

    private static long quietMinute(KubernetesStand stand) throws InterruptedException {
        long before = stand.wire().sent() + stand.wire().received();
        long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        Waiting.until("a minute has passed", Duration.ofMinutes(2), () -> System.nanoTime() > until);
        return stand.wire().sent() + stand.wire().received() - before;
    }

    private static void submit(PlannerClient planner, int runs) throws IOException, InterruptedException {
        planner.post(
                        "/api/v1/tenants",
                        Map.of(
                                "name", "lab",
                                "kind", "INCUBATOR",
                                "sector", "OTHER",
                                "quota", Map.of("nominalPflops", 1_000_000)))
                .orThrow("a tenant");
        for (int i = 0; i < runs; i++) {
            planner.post("/api/v1/jobs", KubernetesJobs.job("bench-" + i, "lab", List.of(), 1, 10 + i % 20))
                    .orThrow("a job");
        }
    }

    /** When each run's pod was seen to have ended, by {@link System#nanoTime}. */
    private static Watch watch(KubernetesClient kubernetes, Map<String, Long> podEnds) {
        return kubernetes.pods().inNamespace(KubernetesStand.NAMESPACE).watch(new Watcher<Pod>() {
            @Override
            public void eventReceived(Action action, Pod pod) {
                if (pod.getStatus().getPhase().equals("Succeeded")) {
                    podEnds.putIfAbsent(pod.getMetadata().getLabels().get("exaplan.io/run-id"), System.nanoTime());
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                System.err.println("The watch over pods was cut: " + cause.getMessage());
            }
        });
    }

    /** What is alive after a collection. */
    private static double heapMib(Process agent) throws IOException, InterruptedException {
        jcmd(agent, "GC.run");
        return jcmd(agent, "GC.class_histogram")
                .lines()
                .filter(line -> line.startsWith("Total"))
                .mapToDouble(line -> Double.parseDouble(line.strip().split("\\s+", -1)[2]) / (1 << 20))
                .findFirst()
                .orElseThrow();
    }

    private static double residentMib(Process agent) throws IOException {
        return Files.readAllLines(Path.of("/proc/%d/status".formatted(agent.pid()))).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    private static String jcmd(Process process, String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return output;
    }

    private static double quantile(List<Double> sorted, double share) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    private static String option(String[] arguments, String name, String standard) {
        return IntStream.range(0, arguments.length - 1)
                .filter(i -> arguments[i].equals(name))
                .mapToObj(i -> arguments[i + 1])
                .findFirst()
                .orElse(standard);
    }
}
