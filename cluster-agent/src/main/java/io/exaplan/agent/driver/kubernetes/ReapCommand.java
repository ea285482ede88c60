package io.exaplan.agent.driver.kubernetes;

import io.exaplan.agent.driver.DriverFailure;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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

    @Option(
            names = "--namespace",
            required = true,
            paramLabel = "NAME",
            description = "A namespace of runs; once for each.")
    private List<String> namespaces = List.of();

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "Outside the cluster: how to reach it.")
    private @Nullable Path kubeconfig;

    public ReapCommand(Clock clock, PrintWriter out) {
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() {
        try (KubernetesClient client = Connection.open(Optional.ofNullable(kubeconfig))) {
            List<DriverFailure> failures = new ArrayList<>();
            for (String namespace : namespaces) {
                reap(client, namespace).ifPresent(failures::add);
            }
            if (!failures.isEmpty()) {
                throw new DriverFailure(
                        failures.stream().map(DriverFailure::getMessage).collect(Collectors.joining("\n")),
                        failures.getFirst());
            }
            return 0;
        }
    }

    /** What kept it from looking at this namespace; the others are looked at all the same. */
    private Optional<DriverFailure> reap(KubernetesClient client, String namespace) {
        try {
            new Reaper(client, namespace, clock)
                    .reap()
                    .forEach(runId -> out.printf("Run %s was ended: its lease is over.%n", runId));
            return Optional.empty();
        } catch (KubernetesClientException refused) {
            return Optional.of(new DriverFailure(
                    "The runs in %s cannot be looked at: %s.%nCheck the account's rights: get, list and patch jobs.batch and services, list and patch deployments, list and delete leaderworkersets, deletecollection of pods."
                            .formatted(namespace, refused.getMessage()),
                    refused));
        }
    }
}
