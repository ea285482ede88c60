package io.exaplan.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.exaplan.server.demo.PlannerClient;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * {@code make demo} as a newcomer runs it: the embedded city with its agents, and the page on it in a real browser
 * ({@code web-ui/e2e/real.mjs}).
 */
class CityDemoTest {

    private static final Path ROOT = Checkout.root();
    private static final int LONGEST_MINUTES = 15;

    /** What takes seconds took minutes at a load of 27 on two processors. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @TempDir
    private Path folder;

    private Process demo;
    private String token;
    private URI address;

    /** The silence comes once, soon after the start, and may be over when a slow machine has the city at work. */
    private boolean fellSilent;

    @BeforeEach
    void startDemo() throws IOException, InterruptedException {
        start(freePort());
    }

    private void start(int port) throws IOException, InterruptedException {
        demo = new ProcessBuilder(
                        ROOT.resolve("bin/exaplan").toString(),
                        "demo",
                        "--home",
                        folder.resolve("home").toString(),
                        "--port",
                        Integer.toString(port),
                        "--agent-jar",
                        Checkout.agentJar().toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("demo.log").toFile()))
                .start();
        address = URI.create("http://127.0.0.1:" + port);
        Path file = folder.resolve("home/demo-city/admin-token");
        Waiting.until("the city runs jobs", PATIENCE, () -> {
            assertThat(demo.isAlive()).as(() -> log("demo.log")).isTrue();
            if (!Files.exists(file)) {
                return false;
            }
            token = Files.readString(file).strip();
            PlannerClient.Answer jiading = planner().get("/api/v1/clusters/jiading");
            fellSilent |= jiading.succeeded()
                    && jiading.body().path("freshness").asString().equals("STALE");
            PlannerClient.Answer runs = planner().get("/api/v1/runs?active=true&limit=10");
            return runs.succeeded() && runs.body().path("items").size() == 10;
        });
    }

    @AfterEach
    void endDemo() throws InterruptedException {
        stop();
    }

    private void stop() throws InterruptedException {
        if (demo != null) {
            demo.destroy();
            if (!demo.waitFor(30, TimeUnit.SECONDS)) {
                demo.descendants().forEach(ProcessHandle::destroyForcibly);
                demo.destroyForcibly();
            }
        }
    }

    /** At once, in one city: a cluster falls silent and comes back whatever people do on the page. */
    @Test
    void livesWhilePeopleRunTheirDayOnThePage() throws IOException, InterruptedException {
        DemoWelcome welcome = welcome();
        Path modules = ROOT.resolve("web-ui/node_modules");
        Optional<Process> page = Files.isDirectory(modules) ? Optional.of(page(welcome)) : Optional.empty();

        printsLinesThatWork(welcome);
        statesWhatItPromisedAndOwns();
        somethingWaitsRunsAndFinishesAtOnce();
        somethingIsPreempted();
        somethingWouldStartAWaitingJobSooner();
        fallsSilentAndComesBack();

        assumeTrue(page.isPresent(), "The page's tools are not installed: " + modules);
        assertThat(page.orElseThrow().waitFor(LONGEST_MINUTES, TimeUnit.MINUTES))
                .as(() -> log("page.log"))
                .isTrue();
        assertThat(page.orElseThrow().exitValue()).as(() -> log("page.log")).isZero();
        assumeTrue(!log("page.log").startsWith("SKIPPED"), () -> log("page.log"));
    }

    private DemoWelcome welcome() throws InterruptedException {
        Waiting.until(
                "the demo says what to do",
                PATIENCE,
                () -> DemoWelcome.in(log("demo.log")).isPresent());
        return DemoWelcome.in(log("demo.log")).orElseThrow();
    }

    /** The page is opened by the link that is printed: its first step signs in by it. */
    private void printsLinesThatWork(DemoWelcome welcome) throws IOException, InterruptedException {
        assertThat(welcome.signIn())
                .hasHost("localhost")
                .hasPort(address.getPort())
                .hasFragment("token=" + token);
        assertThat(welcome.open()).isEqualTo(URI.create("http://localhost:" + address.getPort() + "/"));

        List<JsonNode> answers = welcome.pasted(folder);

        assertThat(answers).hasSize(2);
        assertThat(answers.getFirst().path("items")).hasSizeBetween(1, 3);
        JsonNode mine = answers.getLast();
        assertThat(mine.at("/spec/name").asString()).isEqualTo("mine");
        assertThat(mine.path("id").asLong()).isPositive();
    }

    private Process page(DemoWelcome welcome) throws IOException {
        return new ProcessBuilder(
                        "node",
                        "e2e/real.mjs",
                        welcome.open().toString(),
                        welcome.token(),
                        welcome.signIn().toString())
                .directory(ROOT.resolve("web-ui").toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("page.log").toFile())
                .start();
    }

    private void statesWhatItPromisedAndOwns() throws IOException, InterruptedException {
        for (String collection : new String[] {"targets", "declared-capacities", "deliveries", "datasets"}) {
            assertThat(planner()
                            .get("/api/v1/" + collection)
                            .orThrow(collection)
                            .path("items"))
                    .as(collection)
                    .isNotEmpty();
        }
    }

    private void somethingWaitsRunsAndFinishesAtOnce() throws InterruptedException {
        Waiting.until("jobs wait, run and have finished", PATIENCE, () -> {
            JsonNode counts = planner().get("/api/v1/jobs/counts").orThrow("the counts");
            return counts.path("scheduled").asInt() > 0
                    && counts.path("active").asInt() > 0
                    && counts.path("succeeded").asInt() > 0;
        });
    }

    private void somethingIsPreempted() throws InterruptedException {
        Waiting.until(
                "a run is preempted",
                PATIENCE,
                () -> !items("runs?state=PREEMPTED&limit=1").isEmpty());
    }

    private void somethingWouldStartAWaitingJobSooner() throws InterruptedException {
        Waiting.until("a change would start a waiting job sooner", PATIENCE, () -> {
            for (JsonNode job : items("jobs?state=SCHEDULED&limit=20")) {
                PlannerClient.Answer explanation = planner()
                        .get("/api/v1/jobs/%d/explanation"
                                .formatted(job.path("id").asLong()));
                if (explanation.succeeded()
                        && !explanation.body().path("counterfactuals").isEmpty()) {
                    return true;
                }
            }
            return false;
        });
    }

    private JsonNode items(String query) throws IOException, InterruptedException {
        return planner().get("/api/v1/" + query).orThrow(query).path("items");
    }

    private void fallsSilentAndComesBack() throws InterruptedException {
        Waiting.until(
                "a cluster goes stale",
                PATIENCE,
                () -> fellSilent || freshness("jiading").equals("STALE"));
        Waiting.until("and comes back", PATIENCE, () -> freshness("jiading").equals("FRESH"));
    }

    @Test
    void aPageLeftOpenRecoversFromARestartOfTheServer() throws IOException, InterruptedException {
        assumeTrue(Files.isDirectory(ROOT.resolve("web-ui/node_modules")), "The page's tools are not installed.");
        Process page = new ProcessBuilder("node", "e2e/restart.mjs", address.toString(), token)
                .directory(ROOT.resolve("web-ui").toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("restart.log").toFile())
                .start();
        try {
            says(page, "live");
            stop();
            says(page, "cut");
            start(address.getPort());
            says(page, "back");
            assertThat(page.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(page.exitValue()).as(() -> log("restart.log")).isZero();
        } finally {
            page.destroy();
        }
    }

    private void says(Process page, String word) throws InterruptedException {
        Waiting.until("the page says " + word, PATIENCE, () -> {
            assumeTrue(!log("restart.log").startsWith("SKIPPED"), () -> log("restart.log"));
            boolean said = log("restart.log").lines().anyMatch(word::equals);
            assertThat(said || page.isAlive()).as(() -> log("restart.log")).isTrue();
            return said;
        });
    }

    private String freshness(String cluster) throws IOException, InterruptedException {
        return planner()
                .get("/api/v1/clusters/" + cluster)
                .orThrow("cluster " + cluster)
                .path("freshness")
                .asString();
    }

    private PlannerClient planner() {
        return new PlannerClient(address, token);
    }

    private String log(String name) {
        try {
            return Files.readString(folder.resolve(name));
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
