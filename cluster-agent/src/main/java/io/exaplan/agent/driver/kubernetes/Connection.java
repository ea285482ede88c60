package io.exaplan.agent.driver.kubernetes;

import io.exaplan.agent.driver.DriverFailure;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Opens the client. */
final class Connection {

    private static final int REQUEST_MILLIS = 30_000;
    /** Some 0.7 s of trying again; what still fails is told, and the agent comes back to it by itself. */
    private static final int RETRIES = 3;

    private Connection() {}

    /**
     * A client for the configured kubeconfig, or for the cluster this process runs in.
     *
     * @throws DriverFailure when the kubeconfig cannot be read
     */
    static KubernetesClient open(KubernetesSettings settings) {
        return open(settings.kubeconfig());
    }

    /** The same for a file, or for the cluster this process runs in. */
    static KubernetesClient open(Optional<Path> kubeconfig) {
        return open(config(kubeconfig));
    }

    /** The same for what is configured otherwise. */
    static KubernetesClient open(Config reached) {
        Config config = new ConfigBuilder(reached)
                .withRequestTimeout(REQUEST_MILLIS)
                .withRequestRetryBackoffLimit(RETRIES)
                .withUserAgent("exaplan-agent")
                .build();
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }

    private static Config config(Optional<Path> kubeconfig) {
        if (kubeconfig.isEmpty()) {
            return Config.autoConfigure(null);
        }
        Path file = kubeconfig.get();
        if (!Files.isReadable(file)) {
            throw new DriverFailure("The kubeconfig %s cannot be read.".formatted(file));
        }
        return Config.fromKubeconfig(file.toFile());
    }
}
