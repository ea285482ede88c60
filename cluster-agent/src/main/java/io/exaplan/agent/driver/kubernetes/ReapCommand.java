package io.exaplan.agent.driver.kubernetes;

import io.exaplan.agent.driver.DriverFailure;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One look of the dead-man's switch, for a CronJob beside the agent with an account of its own. */
@Command(
        name = "reap",
        description = "Ends runs on Kubernetes whose lease is over, and touches nothing else.",
        mixinStandardHelpOptions = true)
public final class ReapCommand implements Callable<Integer> {

    private final Clock clock;
    private final PrintWriter out;

    @Option(names = "--namespace", required = true, paramLabel = "NAME", description = "The namespace of the runs.")
    private String namespace = "";

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "Outside the cluster: how to reach it.")
    private @Nullable Path kubeconfig;

    public ReapCommand(Clock clock, PrintWriter out) {
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() {
        try (KubernetesClient client = Connection.open(Optional.ofNullable(kubeconfig))) {
            new Reaper(client, namespace, clock)
                    .reap()
                    .forEach(runId -> out.printf("Run %s was ended: its lease is over.%n", runId));
            return 0;
        } catch (KubernetesClientException refused) {
            throw new DriverFailure(
                    "The runs in %s cannot be looked at: %s.%nCheck the account's rights: get, list and patch jobs.batch and services, list and patch deployments, list and delete leaderworkersets, deletecollection of pods."
                            .formatted(namespace, refused.getMessage()),
                    refused);
        }
    }
}
