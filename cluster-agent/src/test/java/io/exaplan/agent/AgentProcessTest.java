package io.exaplan.agent;

import static io.exaplan.agent.driver.Specs.aRun;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.agent.plannerlink.TinyPlanner;
import io.exaplan.contract.RunState;
import io.exaplan.contract.SyncRequest;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Agents as real processes, ended as the operating system ends them. */
@Timeout(300)
class AgentProcessTest {

    @TempDir
    private Path folder;

    private final TinyPlanner planner = new TinyPlanner();
    private Process agent;

    @BeforeEach
    void writeSettings() throws IOException {
        Files.writeString(
                folder.resolve("agent.yaml"), """
                cluster: north
                planner: {url: "%s"}
                joinToken: %s
                stateDirectory: state
                heartbeatDirectory: heart
                simulated:
                  world: world
                  startup: PT0S
                  nodes: [{name: n, count: 2, model: H800, devices: 8}]
                """.formatted(planner.server().url(), TinyPlanner.JOIN_TOKEN));
    }

    @AfterEach
    void end() throws InterruptedException {
        agent.destroyForcibly().waitFor();
        planner.close();
    }

    @Test
    void findsItsRunsAgainAfterItWasKilled() throws Exception {
        agent = start();
        planner.hold(aRun("r1").on("n-001", 0, 1).on("n-002", 0).build());
        planner.hold(aRun("r2").ofJob(2).on("n-002", 1).build());
        planner.await(request -> countRunning(request) == 2);

        agent.destroyForcibly().waitFor();
        agent = start();

        SyncRequest first = planner.await(request -> request.sessionEpoch() == 2);
        assertThat(countRunning(first)).isEqualTo(2);
        agent.destroyForcibly().waitFor();
        assertThat(audit()).contains("\"runsCreated\":2,\"jobs\":2,\"runsDoubled\":0,\"orphans\":0,\"alive\":2");
    }

    @Test
    void theChartsProbesSeeWhetherItWorksAndThePlannerAnswers() throws Exception {
        Container container = Chart.AGENT
                .render(Deployment.class, Chart.AGENT.least())
                .getFirst()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst();
        List<Probe> probes =
                List.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe());
        assertThat(probes).as("before it runs").noneMatch(this::passes);

        agent = start();
        planner.await(request -> request.sequence() == 2);
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!probes.stream().allMatch(this::passes)) {
            assertThat(System.nanoTime()).as("within a minute").isLessThan(until);
        }

        agent.destroyForcibly().waitFor();
        for (String file : List.of("works", "answered")) {
            Files.setLastModifiedTime(
                    folder.resolve("heart").resolve(file),
                    FileTime.from(Instant.now().minus(Duration.ofMinutes(4))));
        }
        assertThat(probes).as("when it has hung for minutes").noneMatch(this::passes);
    }

    /** Runs what the kubelet would, where this agent's heartbeat is. */
    private boolean passes(Probe probe) {
        List<String> command = probe.getExec().getCommand().stream()
                .map(word ->
                        word.replace("/tmp/exaplan", folder.resolve("heart").toString()))
                .toList();
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("probes").toFile())
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void endsCleanlyWhenItIsAskedTo() throws Exception {
        agent = start();
        planner.await(request -> request.waitMillis() > 0);

        agent.destroy();

        assertThat(agent.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(agent.exitValue()).isZero();
    }

    @Test
    void endsWithAFailureWhenANewerAgentTookOver() throws Exception {
        agent = start();
        planner.await(request -> request.waitMillis() > 0);

        planner.openAnotherSession();

        assertThat(agent.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(agent.exitValue()).isEqualTo(1);
        assertThat(folder.resolve("log")).content().contains("a newer agent of this cluster has taken over");
    }

    @Test
    void endsWithItsStandardInputWhenToldSo() throws Exception {
        agent = start("--while-stdin-open");
        planner.await(request -> request.waitMillis() > 0);

        agent.outputWriter().close();

        assertThat(agent.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(agent.exitValue()).isZero();
    }

    private Process start(String... more) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(
                java,
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                AgentCommand.class.getName(),
                "run",
                "--config",
                folder.resolve("agent.yaml").toString()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    private String audit() {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out, true);
        AgentCommand.commandLine(Clock.systemUTC(), writer, writer)
                .execute("simulate", "audit", folder.resolve("world").toString());
        return out.toString();
    }

    private static long countRunning(SyncRequest request) {
        return request.runs().stream()
                .filter(run -> run.state() == RunState.RUNNING)
                .count();
    }
}
