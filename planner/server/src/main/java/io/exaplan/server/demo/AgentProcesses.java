package io.exaplan.server.demo;

import io.exaplan.server.database.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * One agent process for each simulated cluster, each in a folder of its own: configuration, join token, credential, log
 * and the simulated world, which outlives the process.
 */
public final class AgentProcesses implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AgentProcesses.class);
    private static final long GRACE_SECONDS = 5;
    private static final Executor LATER = CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS);

    private final Path jar;
    private final Path home;
    private final URI planner;
    private final Map<String, Process> running = new ConcurrentHashMap<>();
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    private boolean closing;

    /**
     * @param jar the agent's jar
     * @param home folder that holds one folder for each cluster
     * @param planner the planner's address
     */
    public AgentProcesses(Path jar, Path home, URI planner) {
        this.jar = jar;
        this.home = home;
        this.planner = planner;
    }

    /** Folder of a cluster's agent. */
    public Path folder(String cluster) {
        return home.resolve(cluster);
    }

    /** The simulated world of a cluster. */
    public Path world(String cluster) {
        return folder(cluster).resolve("world");
    }

    /** Whether this cluster's agent has a token of its own, from this or an earlier demo. */
    boolean joined(String cluster) {
        return Files.exists(state(cluster).resolve("agent-token"));
    }

    private Path configuration(String cluster) {
        return folder(cluster).resolve("agent.yaml");
    }

    private Path joinToken(String cluster) {
        return folder(cluster).resolve("join-token");
    }

    private Path state(String cluster) {
        return folder(cluster).resolve("state");
    }

    /**
     * Writes what the agent needs to start. Due before every start: since the last one the planner's address may have
     * changed, and where the folders are.
     *
     * @param cluster name of the cluster
     * @param nodes where its simulated nodes come from, as the agent's settings say it
     */
    public void configure(String cluster, Map<String, Object> nodes) throws IOException {
        Files.createDirectories(folder(cluster));
        Map<String, Object> simulated = new LinkedHashMap<>(nodes);
        simulated.put("world", world(cluster).toString());
        Map<String, Object> agent = new LinkedHashMap<>();
        agent.put("planner", Map.of("url", planner.toString()));
        agent.put("cluster", cluster);
        agent.put("joinTokenFile", joinToken(cluster).toString());
        agent.put("stateDirectory", state(cluster).toString());
        agent.put("driver", "simulated");
        agent.put("simulated", simulated);
        PrivateFile.write(configuration(cluster), new YAMLMapper().writeValueAsString(agent));
    }

    /** Hands the agent of a configured cluster the token it joins with. */
    public void admit(String cluster, String joinToken) throws IOException {
        PrivateFile.write(joinToken(cluster), joinToken);
    }

    /** Starts the agent of a configured cluster, and again whenever it ends before it is asked to. */
    void keepRunning(String cluster) {
        Process process = start(cluster);
        CompletableFuture<Void> _ = process.onExit().thenRunAsync(() -> startAgain(cluster, process), LATER);
    }

    private void startAgain(String cluster, Process ended) {
        synchronized (running) {
            if (closing || silent.contains(cluster) || !ended.equals(running.get(cluster))) {
                return;
            }
            log.warn(
                    "The agent of cluster {} ended with {}; starting it again. Why: {}",
                    cluster,
                    ended.exitValue(),
                    folder(cluster).resolve("agent.log"));
            keepRunning(cluster);
        }
    }

    /** Ends the agent of a cluster for a while: the planner hears nothing of it, what it runs goes on. */
    void silence(String cluster, Duration lasts) {
        Process process = running.get(cluster);
        if (process == null) {
            return;
        }
        silent.add(cluster);
        process.destroy();
        CompletableFuture<Void> _ = CompletableFuture.runAsync(
                () -> {
                    silent.remove(cluster);
                    startAgain(cluster, process);
                },
                CompletableFuture.delayedExecutor(lasts.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Starts the agent of a configured cluster; the process is a child of this one, and ends with it. */
    public Process start(String cluster) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = List.of(
                java.toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-jar",
                jar.toString(),
                "run",
                "--while-stdin-open",
                "--config",
                configuration(cluster).toString());
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder(cluster).resolve("agent.log").toFile()))
                    .start();
            running.put(cluster, process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The agent of cluster (%s) cannot be started with %s.\nBuild it first: make"
                            .formatted(cluster, command),
                    e);
        }
    }

    /** The process started last for this cluster. */
    public @Nullable Process process(String cluster) {
        return running.get(cluster);
    }

    /** Asks every agent to end and waits for it; what does not end within the grace is killed. */
    @Override
    public void close() {
        synchronized (running) {
            closing = true;
        }
        running.values().forEach(Process::destroy);
        running.forEach((cluster, process) -> {
            try {
                if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                    log.warn("The agent of cluster {} did not end within {} s and is killed.", cluster, GRACE_SECONDS);
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        });
    }
}
