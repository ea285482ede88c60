package io.exaplan.benchmarks;

import io.exaplan.server.demo.PlannerClient;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
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
        boolean held;
        try (KubernetesStand stand = KubernetesStand.in(home, 0)) {
            stand.start(nodes);
            try (KubernetesClient kubernetes = stand.kubernetes()) {
                held = measure(stand, kubernetes, home, nodes, runs);
            }
        }
        System.exit(held ? 0 : 1);
    }

    private static boolean measure(KubernetesStand stand, KubernetesClient kubernetes, Path home, int nodes, int runs)
            throws IOException, InterruptedException {
        System.out.printf("The test bed has %d nodes; logs are in %s.%n", nodes, home);
        Process agent = stand.startAgent();
        PlannerClient planner = stand.admin();
        double seen = Waiting.until("the planner sees all nodes", PATIENCE, () -> stand.nodesSeen() == nodes);
        long firstBytes = stand.wire().sent();
        long quietBytes = quietMinute(stand);

        Map<String, Long> podEnds = new ConcurrentHashMap<>();
        Map<String, Long> jobEnds = new ConcurrentHashMap<>();
        Map<String, Long> known = new ConcurrentHashMap<>();
        try (Watch _ = watchPods(kubernetes, podEnds);
                Watch _ = watchJobs(kubernetes, jobEnds);
                EventTail _ = EventTail.open(planner, "run.succeeded", known)) {
            submit(planner, runs);
            Waiting.until("all runs have ended", PATIENCE, () -> known.size() >= runs);
        }
        List<Double> seconds = between(podEnds, known);
        List<Double> inKubernetes = between(podEnds, jobEnds);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("nodes", nodes);
        figures.put("secondsUntilSeen", seen);
        figures.put("inventoryBytes", firstBytes);
        figures.put("quietBytesAMinute", quietBytes);
        figures.put("runs", seconds.size());
        figures.put("jobCompleteP50Seconds", quantile(inKubernetes, 0.5));
        figures.put("jobCompleteP99Seconds", quantile(inKubernetes, 0.99));
        figures.put("knownP50Seconds", quantile(seconds, 0.5));
        figures.put("knownP99Seconds", quantile(seconds, 0.99));
        figures.put("agentHeapMib", heapMib(agent));
        figures.put("agentHeapLimitMib", 128);
        figures.put("agentResidentMib", residentMib(agent));
        System.out.println(JSON.writeValueAsString(figures));
        return seconds.size() == runs && quantile(seconds, 0.99) < LONGEST_P99 && agent.isAlive();
    }

    /** Seconds from the one to the other, of each run that has both. */
    private static List<Double> between(Map<String, Long> from, Map<String, Long> to) {
        return to.entrySet().stream()
                .flatMap(end -> Stream.ofNullable(from.get(end.getKey())).map(began -> (end.getValue() - began) / 1e9))
                .sorted()
                .toList();
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
    private static Watch watchPods(KubernetesClient kubernetes, Map<String, Long> ends) {
        return kubernetes
                .pods()
                .inNamespace(KubernetesStand.NAMESPACE)
                .watch(new Ends<Pod>(ends, pod -> pod.getStatus().getPhase().equals("Succeeded")));
    }

    /** When each run's Job was seen to be complete: what its controllers take is Kubernetes' own affair. */
    private static Watch watchJobs(KubernetesClient kubernetes, Map<String, Long> ends) {
        return kubernetes
                .batch()
                .v1()
                .jobs()
                .inNamespace(KubernetesStand.NAMESPACE)
                .watch(new Ends<Job>(ends, job -> job.getStatus().getCompletionTime() != null));
    }

    private record Ends<T extends HasMetadata>(Map<String, Long> ends, Predicate<T> ended) implements Watcher<T> {

        @Override
        public void eventReceived(Action action, T object) {
            if (ended.test(object)) {
                ends.putIfAbsent(object.getMetadata().getLabels().get("exaplan.io/run-id"), System.nanoTime());
            }
        }

        @Override
        public void onClose(WatcherException cause) {
            System.err.println("A watch was cut: " + cause.getMessage());
        }
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
