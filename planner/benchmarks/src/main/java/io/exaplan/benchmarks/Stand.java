package io.exaplan.benchmarks;

import io.exaplan.server.demo.AgentProcesses;
import io.exaplan.server.demo.PlannerClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A whole Exaplan of real processes on loopback: one planner with its database, one agent for each simulated cluster. */
final class Stand implements AutoCloseable {

    private static final Pattern LIVE = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)\\s*$");
    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    private final Path home;
    private final List<SimulatedCluster> clusters;
    private final List<String> serverOptions;
    private final URI address;
    private final AgentProcesses agents;
    private volatile @Nullable Process server;

    /**
     * A cluster of like nodes.
     *
     * @param name its name
     * @param model accelerator model of every node
     * @param nodes how many nodes
     * @param devices devices of each
     */
    record SimulatedCluster(String name, String model, int nodes, int devices) {}

    private Stand(Path home, double rate, List<SimulatedCluster> clusters) throws IOException {
        int port = freePort();
        this.home = home;
        this.clusters = clusters;
        this.address = URI.create("http://127.0.0.1:" + port);
        this.agents = new AgentProcesses(Checkout.agentJar(), home.resolve("agents"), address);
        this.serverOptions = List.of(
                "-Dserver.port=" + port,
                "-Dserver.address=127.0.0.1",
                "-Dexaplan.home=" + home.resolve("planner").toAbsolutePath(),
                "-Dexaplan.plan-time.rate=" + rate);
    }

    /** Starts everything and waits until every cluster has reported. */
    static Stand start(Path home, double rate, List<SimulatedCluster> clusters)
            throws IOException, InterruptedException {
        Files.createDirectories(home);
        Stand stand = new Stand(home, rate, clusters);
        // An experiment that is told to end leaves no process behind.
        Runtime.getRuntime().addShutdownHook(new Thread(stand::close, "stand-end"));
        stand.startServer();
        stand.awaitHealthy();
        for (SimulatedCluster cluster : clusters) {
            stand.join(cluster);
        }
        stand.awaitClusters();
        return stand;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    void startServer() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(serverOptions);
        command.addAll(List.of("-jar", Checkout.serverJar().toString(), "serve"));
        try {
            server = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            home.resolve("server.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The server cannot be started with %s.\nBuild it first: make".formatted(command), e);
        }
    }

    private void join(SimulatedCluster cluster) throws IOException, InterruptedException {
        Map<String, Object> nodes = Map.of(
                "name", cluster.name(),
                "model", cluster.model(),
                "count", cluster.nodes(),
                "devices", cluster.devices(),
                "cpuMilli", 192_000,
                "memoryMib", 2_097_152);
        PlannerClient admin = admin();
        admin.post("/api/v1/clusters", Map.of("name", cluster.name(), "operator", "experiment"))
                .orThrow("cluster " + cluster.name());
        String token = admin.post("/api/v1/clusters/%s/join-token".formatted(cluster.name()), Map.of())
                .orThrow("a join token")
                .get("joinToken")
                .asString();
        agents.configure(cluster.name(), Map.of("nodes", List.of(nodes)));
        agents.admit(cluster.name(), token);
        agents.start(cluster.name());
    }

    private void awaitClusters() throws InterruptedException {
        for (SimulatedCluster cluster : clusters) {
            Waiting.until(
                    "cluster %s has reported".formatted(cluster.name()),
                    LONGEST_START,
                    () -> admin().get("/api/v1/clusters/" + cluster.name())
                            .body()
                            .path("freshness")
                            .asString("")
                            .equals("FRESH"));
        }
    }

    void awaitHealthy() throws InterruptedException {
        Waiting.until("the planner is up", LONGEST_START, () -> {
            if (server != null && !server.isAlive()) {
                throw new IllegalStateException(
                        "The planner ended with %d; see %s.".formatted(server.exitValue(), home.resolve("server.log")));
            }
            return new PlannerClient(address, "").get("/actuator/health").succeeded();
        });
    }

    PlannerClient admin() throws IOException {
        return new PlannerClient(
                address,
                Files.readString(home.resolve("planner").resolve("admin-token")).strip());
    }

    List<SimulatedCluster> clusters() {
        return clusters;
    }

    /** MiB of the planner's heap that live after a full collection; what was allocated since does not count. */
    double liveHeapMib() throws IOException, InterruptedException {
        Matcher live = LIVE.matcher(diagnose("GC.class_histogram"));
        if (!live.find()) {
            throw new IllegalStateException("jcmd GC.class_histogram does not say how many bytes live.");
        }
        return Long.parseLong(live.group(1)) / (1024.0 * 1024);
    }

    private String diagnose(String command) throws IOException, InterruptedException {
        long pid = Objects.requireNonNull(server, "the planner runs").pid();
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IllegalStateException("jcmd %d %s ended with an error.%n%s".formatted(pid, command, said));
        }
        return said;
    }

    /** Folders of the simulated worlds, to be audited. */
    List<Path> worlds() {
        return clusters.stream().map(cluster -> agents.world(cluster.name())).toList();
    }

    /** The planner's own database, for what its API does not tell. */
    Connection database() throws IOException, SQLException {
        Path postgres = home.resolve("planner/postgres");
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%s/exaplan"
                        .formatted(Files.readString(postgres.resolve("port")).strip()),
                "exaplan",
                Files.readString(postgres.resolve("password")).strip());
    }

    /** Transactions that PostgreSQL ended because they waited for each other, since it was started. */
    long deadlocks() throws IOException, SQLException {
        try (Connection connection = database();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select deadlocks from pg_stat_database where datname = current_database()")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** False when there was none to be killed, as with each of the three. */
    boolean killServer() throws InterruptedException {
        return kill(server);
    }

    boolean killAgent(String cluster) throws InterruptedException {
        return kill(agents.process(cluster));
    }

    void startAgent(String cluster) {
        agents.start(cluster);
    }

    /** Kills PostgreSQL's postmaster; its children end by themselves. */
    boolean killDatabase() throws IOException {
        Path pidFile = home.resolve("planner/postgres/data/postmaster.pid");
        if (!Files.exists(pidFile)) {
            return false;
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        return ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false);
    }

    private static boolean kill(@Nullable Process process) throws InterruptedException {
        if (process == null || !process.isAlive()) {
            return false;
        }
        process.destroyForcibly().waitFor();
        return true;
    }

    @Override
    public void close() {
        agents.close();
        Process running = server;
        if (running == null) {
            return;
        }
        running.destroy();
        try {
            if (!running.waitFor(30, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
