package io.exaplan.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.exaplan.server.demo.PlannerClient;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code make demo DATA=...} as a newcomer runs it, on a part of the real trace: 300 nodes and 1,500 pods with GPUs. */
class TraceDemoTest {

    private static final Path ROOT = Checkout.root();
    private static final Path TRACE = ROOT.resolveSibling("shared/data/openb");
    private static final String NODES = "openb_node_list_gpu_node.csv";
    private static final String PODS = "openb_pod_list_default.csv";
    private static final int PODS_WITH_GPU = 1_500;

    @TempDir
    private Path folder;

    private Process demo;
    private PlannerClient planner;

    @BeforeEach
    void startDemo() throws IOException, InterruptedException {
        assumeTrue(Files.isReadable(TRACE.resolve(PODS)), "The Alibaba trace is not beside the project: " + TRACE);
        Path data = Files.createDirectories(folder.resolve("trace"));
        List<String> nodes = Files.readAllLines(TRACE.resolve(NODES));
        Files.write(data.resolve(NODES), nodes.subList(0, 301));
        Files.write(data.resolve(PODS), firstPods(Files.readAllLines(TRACE.resolve(PODS))));
        int port = freePort();
        demo = new ProcessBuilder(
                        ROOT.resolve("bin/exaplan").toString(),
                        "demo",
                        "--data",
                        data.toString(),
                        "--home",
                        folder.resolve("home").toString(),
                        "--port",
                        Integer.toString(port),
                        "--rate",
                        "14400",
                        "--agent-jar",
                        Checkout.agentJar().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("demo.log").toFile())
                .start();
        URI address = URI.create("http://127.0.0.1:" + port);
        Path token = folder.resolve("home/demo-openb/admin-token");
        Waiting.until("the demo answers", Duration.ofMinutes(2), () -> {
            assertThat(demo.isAlive()).as(() -> log()).isTrue();
            return Files.exists(token)
                    && new PlannerClient(address, Files.readString(token).strip())
                            .get("/api/v1/plan-time")
                            .succeeded();
        });
        planner = new PlannerClient(address, Files.readString(token).strip());
    }

    @AfterEach
    void killWhatIsLeft() {
        if (demo != null) {
            demo.descendants().forEach(ProcessHandle::destroyForcibly);
            demo.destroyForcibly();
        }
    }

    @Test
    void placesOrExplainsEveryPodAndEndsWithoutLeavingAProcess() throws IOException, InterruptedException {
        Map<Long, JsonNode> jobs = new TreeMap<>();
        Waiting.until("every pod is submitted and looked at", Duration.ofMinutes(10), () -> {
            jobs.clear();
            jobs.putAll(allJobs());
            return jobs.size() == PODS_WITH_GPU && jobs.values().stream().noneMatch(TraceDemoTest::unanswered);
        });

        assertThat(jobs.values()).allMatch(job -> placed(job) || explained(job));
        assertThat(metric("exaplan_planning_violations_total{cause=\"plan\"}")).isZero();
        assertThat(Files.readString(folder.resolve("demo.log"))).contains("pods without a GPU are out of scope");

        List<ProcessHandle> family = demo.descendants().toList();
        demo.destroy();
        assertThat(demo.waitFor(30, TimeUnit.SECONDS))
                .as("the demo ends when told to")
                .isTrue();
        Waiting.until(
                "its agents and its database have ended",
                Duration.ofSeconds(10),
                () -> family.stream().noneMatch(ProcessHandle::isAlive));
    }

    private Map<Long, JsonNode> allJobs() throws IOException, InterruptedException {
        Map<Long, JsonNode> jobs = new HashMap<>();
        String cursor = "";
        do {
            JsonNode page = planner.get("/api/v1/jobs?limit=500" + cursor).orThrow("the jobs");
            page.path("items").forEach(job -> jobs.put(job.path("id").asLong(), job));
            cursor = page.path("nextCursor").isString()
                    ? "&cursor=" + page.path("nextCursor").asString()
                    : "";
        } while (!cursor.isEmpty());
        return jobs;
    }

    private static boolean unanswered(JsonNode job) {
        return !placed(job) && !explained(job);
    }

    private static boolean placed(JsonNode job) {
        return switch (job.path("state").asString()) {
            case "SCHEDULED", "ACTIVE", "SUCCEEDED" -> true;
            default -> false;
        };
    }

    private static boolean explained(JsonNode job) {
        return job.path("state").asString().equals("QUEUED")
                && !job.path("conditions").isEmpty()
                && job.path("conditions")
                        .valueStream()
                        .noneMatch(
                                condition -> condition.path("type").asString().equals("PendingEvaluation"));
    }

    private double metric(String name) throws IOException, InterruptedException {
        String token =
                Files.readString(folder.resolve("home/demo-openb/admin-token")).strip();
        HttpRequest request = HttpRequest.newBuilder(planner.base().resolve("/actuator/prometheus"))
                .header("Authorization", "Bearer " + token)
                .build();
        String page = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();
        List<String> values =
                page.lines().filter(line -> line.startsWith(name + " ")).toList();
        assertThat(values).as("metric %s", name).isNotEmpty();
        return values.stream()
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** The header and the first pods up to so many with a GPU, by the order of their arrival. */
    private static List<String> firstPods(List<String> lines) {
        List<String> byArrival = lines.stream()
                .skip(1)
                .sorted(Comparator.comparingLong(line -> Long.parseLong(line.split(",", -1)[8])))
                .toList();
        List<String> chosen = new ArrayList<>(List.of(lines.getFirst()));
        int withGpu = 0;
        for (String line : byArrival) {
            if (withGpu == PODS_WITH_GPU) {
                break;
            }
            chosen.add(line);
            withGpu += line.split(",", -1)[3].equals("0") ? 0 : 1;
        }
        return chosen;
    }

    private String log() {
        try (Stream<String> lines = Files.lines(folder.resolve("demo.log"))) {
            return lines.reduce("", (all, line) -> all + line + "\n");
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
