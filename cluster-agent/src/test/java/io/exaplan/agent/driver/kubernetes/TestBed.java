package io.exaplan.agent.driver.kubernetes;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/** The real control plane of {@code cluster-agent/testbed/kubernetes}. */
public final class TestBed implements AutoCloseable {

    private static final Path SCRIPTS = Path.of("testbed", "kubernetes").toAbsolutePath();

    /** What the scripts exit with when this machine lacks something. */
    private static final int NOT_HERE = 3;

    private final Path folder;
    private final Set<String> added = new HashSet<>();

    private TestBed(Path folder) {
        this.folder = folder;
    }

    /** Aborts the tests by name when its binaries were not built, which {@code make test} does where Go is. */
    static void assumeBuilt() throws IOException {
        Path binaries = Path.of(run("build", "--where").strip());
        assumeTrue(
                Files.isExecutable(binaries.resolve("kube-apiserver")),
                "No Kubernetes test bed: cluster-agent/testbed/kubernetes/build, which needs Go, has not been run.");
    }

    static TestBed up() throws IOException {
        assumeBuilt();
        Path folder = Files.createTempDirectory("exaplan-kubernetes");
        run("testbed", "up", folder.toString());
        return new TestBed(folder);
    }

    /**
     * Installs a controller beside the control plane, unless it is there. Aborts the tests by name when it was not built, or when
     * this machine cannot have it.
     *
     * @param name as the script knows it, such as {@code lws}
     */
    synchronized void add(String name) throws IOException {
        assumeTrue(
                Files.isExecutable(
                        Path.of(run("build", "--where", name).strip()).resolve(name)),
                "No %s on the Kubernetes test bed: cluster-agent/testbed/kubernetes/build %s has not been run."
                        .formatted(name, name));
        if (!added.contains(name)) {
            run("testbed", "add", folder.toString(), name);
            added.add(name);
        }
    }

    public Path kubeconfig() {
        return folder.resolve("kubeconfig");
    }

    /** The administrator's client. */
    public KubernetesClient admin() {
        return Connection.open(Config.fromKubeconfig(kubeconfig().toFile()));
    }

    /** A client with nothing but this token. */
    public KubernetesClient as(String token) {
        return Connection.open(
                new ConfigBuilder(Config.fromKubeconfig(kubeconfig().toFile()))
                        .withOauthToken(token)
                        .build());
    }

    /** How to reach it with nothing but this token. */
    Path kubeconfig(String token) throws IOException {
        Path file = Files.createTempFile(folder, "kubeconfig", "");
        return Files.writeString(
                file, Files.readString(kubeconfig()).replaceFirst("token: \"[^\"]*\"", "token: \"" + token + "\""));
    }

    /** Kills the API server. */
    void killApiServer() throws IOException {
        run("testbed", "kill", folder.toString(), "kube-apiserver");
    }

    void startApiServerAgain() throws IOException {
        run("testbed", "again", folder.toString(), "kube-apiserver");
    }

    /** The administrator's client, over a way that can be cut or counts what is written. */
    KubernetesClient admin(UnaryOperator<ConfigBuilder> configured, HttpClient.Factory http) {
        Config config = Config.fromKubeconfig(kubeconfig().toFile());
        return new KubernetesClientBuilder()
                .withConfig(configured.apply(new ConfigBuilder(config)).build())
                .withHttpClientFactory(http)
                .build();
    }

    @Override
    public void close() throws IOException {
        run("testbed", "down", folder.toString());
    }

    private static String run(String script, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(SCRIPTS.resolve(script).toString());
        builder.command().addAll(List.of(arguments));
        Path output = Files.createTempFile("testbed", ".out");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            process.onExit().get(5, TimeUnit.MINUTES);
        } catch (InterruptedException | ExecutionException | TimeoutException late) {
            process.destroy();
            throw new IOException(script + " did not end: " + Files.readString(output), late);
        }
        String said = Files.readString(output);
        assumeTrue(process.exitValue() != NOT_HERE, said);
        if (process.exitValue() != 0) {
            throw new IOException(script + " failed: " + said);
        }
        return said;
    }
}
