package io.exaplan.benchmarks;

import io.exaplan.server.demo.PlannerClient;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A real Kubernetes control plane with kwok's nodes, a planner and one agent between them: real processes on loopback. */
final class KubernetesStand implements AutoCloseable {

    static final String CLUSTER = "kubernetes";
    static final String NAMESPACE = "exaplan-runs";

    private static final Duration LONGEST_START = Duration.ofMinutes(5);

    private final Path home;
    private final URI address;
    private final List<Process> processes = new ArrayList<>();
    private @Nullable CountingWire wire;
    private volatile @Nullable Process bed;
    private volatile boolean ending;

    private KubernetesStand(Path home, int port) {
        this.home = home;
        this.address = URI.create("http://localhost:" + port);
    }

    /** Nothing runs yet; whatever will is ended with this process. */
    static KubernetesStand in(Path home, int port) throws IOException {
        KubernetesStand stand =
                new KubernetesStand(Files.createDirectories(home).toAbsolutePath(), port == 0 ? freePort() : port);
        Runtime.getRuntime().addShutdownHook(new Thread(stand::close, "stand-end"));
        return stand;
    }

    /** Starts the test bed and the planner; the agent follows with {@link #startAgent}. */
    void start(int nodes) throws IOException, InterruptedException {
        Process up = testBed("up", Integer.toString(nodes));
        bed = up;
        ended(up, "up");
        startPlanner();
    }

    PlannerClient admin() throws IOException {
        return new PlannerClient(address, adminToken());
    }

    String adminToken() throws IOException {
        return Files.readString(planner().resolve("admin-token")).strip();
    }

    /** Nodes of the cluster as far as the planner knows. */
    int nodesSeen() throws IOException, InterruptedException {
        return admin().get("/api/v1/capacity").body().at("/clusters/0/nodes").asInt(0);
    }

    URI address() {
        return address;
    }

    KubernetesClient kubernetes() {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(
                        home.resolve("testbed").resolve("kubeconfig").toFile()))
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }

    /** Joins the cluster and starts its agent with the heap it has in a cluster; what it says passes a counting wire. */
    Process startAgent() throws IOException, InterruptedException {
        try (KubernetesClient kubernetes = kubernetes()) {
            kubernetes
                    .resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(NAMESPACE)
                            .endMetadata()
                            .build())
                    .create();
        }
        String token = admin().post("/api/v1/clusters", Map.of("name", CLUSTER, "operator", "Test bed"))
                .orThrow("the cluster")
                .at("/joining/joinToken")
                .asString();
        CountingWire counting = CountingWire.to(address);
        wire = counting;
        Files.writeString(home.resolve("join-token"), token);
        Path settings = Files.writeString(home.resolve("agent.yaml"), """
                cluster: %s
                planner: {url: "%s"}
                joinTokenFile: %s
                stateDirectory: %s
                driver: kubernetes
                kubernetes:
                  kubeconfig: %s
                  mode: apply
                  apply: {namespace: %s, nodeLoss: PT10S}
                """.formatted(
                        CLUSTER,
                        counting.address(),
                        home.resolve("join-token"),
                        home.resolve("agent-state"),
                        home.resolve("testbed").resolve("kubeconfig"),
                        NAMESPACE));
        return run(
                "agent",
                "-Xmx128m",
                "-jar",
                Checkout.agentJar().toString(),
                "run",
                "--while-stdin-open",
                "--config",
                settings.toString());
    }

    CountingWire wire() {
        return Objects.requireNonNull(wire, "The agent was not started.");
    }

    Path log(String process) {
        return home.resolve(process + ".log");
    }

    /** It is being ended: what does not answer any more is meant not to. */
    boolean ending() {
        return ending;
    }

    @Override
    public synchronized void close() {
        ending = true;
        processes.reversed().forEach(Process::destroy);
        for (Process process : processes) {
            try {
                if (!process.waitFor(20, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
        processes.clear();
        Process up = bed;
        if (up != null) {
            // It may still be making nodes when somebody ends it all.
            up.destroy();
            bed = null;
            try {
                ended(testBed("down"), "down");
            } catch (IOException | InterruptedException e) {
                System.err.println(
                        "The test bed in " + home.resolve("testbed") + " could not be ended: " + e.getMessage());
            }
        }
    }

    private Path planner() {
        return home.resolve("planner");
    }

    private void startPlanner() throws IOException, InterruptedException {
        Process server = run(
                "planner",
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx1g",
                "-Dserver.port=" + address.getPort(),
                "-Dserver.address=127.0.0.1",
                "-Dexaplan.home=" + planner(),
                "-jar",
                Checkout.serverJar().toString(),
                "serve");
        Waiting.until("the planner is up", LONGEST_START, () -> {
            if (!server.isAlive()) {
                throw new IllegalStateException("The planner ended; see %s.".formatted(log("planner")));
            }
            return new PlannerClient(address, "").get("/actuator/health").succeeded();
        });
    }

    private synchronized Process run(String name, String... arguments) throws IOException {
        Process process = begin(
                name, Path.of(System.getProperty("java.home"), "bin", "java").toString(), arguments);
        processes.add(process);
        return process;
    }

    private Process testBed(String what, String... more) throws IOException {
        Path script = Checkout.root().resolve("cluster-agent/testbed/kubernetes/testbed");
        List<String> arguments =
                new ArrayList<>(List.of(what, home.resolve("testbed").toString()));
        arguments.addAll(List.of(more));
        return begin("testbed", script.toString(), arguments.toArray(String[]::new));
    }

    /** In a session of its own: Ctrl-C is this process's alone, which ends the others in their turn. */
    private Process begin(String log, String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid", program));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(log).toFile()))
                .start();
    }

    private void ended(Process testBed, String what) throws IOException, InterruptedException {
        if (testBed.waitFor() != 0) {
            throw new IOException("testbed %s failed; see %s.\nIt is built from Go modules: Go must be installed."
                    .formatted(what, log("testbed")));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
