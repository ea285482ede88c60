package io.exaplan.benchmarks;

import io.exaplan.server.demo.PlannerClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * {@code make demo-kubernetes}: a planner, one agent and a real Kubernetes control plane whose 200 nodes of three vendors are
 * kwok's. Jobs are submitted by API, become Jobs and Deployments, are scheduled on the planned nodes, run and end. Ctrl-C ends
 * everything.
 * {@code KubernetesDemo [--port 8080] [--nodes 200] [--seed 1]}.
 */
public final class KubernetesDemo {

    private static final List<String> MODELS = List.of("H800", "910B3", "K100-AI");
    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private KubernetesDemo() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int port = Integer.parseInt(option(arguments, "--port", "8080"));
        int nodes = Integer.parseInt(option(arguments, "--nodes", "200"));
        SplittableRandom random = new SplittableRandom(Long.parseLong(option(arguments, "--seed", "1")));
        Path home = Files.createTempDirectory("exaplan-demo-kubernetes");
        System.out.printf(
                "Starting Kubernetes' control plane with %d nodes and a planner; logs are in %s ...%n", nodes, home);
        try (KubernetesStand stand = KubernetesStand.in(home, port)) {
            try {
                show(stand, home, nodes, random);
            } catch (IOException | RuntimeException unanswered) {
                if (!stand.ending()) {
                    throw unanswered;
                }
            }
        }
    }

    private static void show(KubernetesStand stand, Path home, int nodes, SplittableRandom random)
            throws IOException, InterruptedException {
        stand.start(nodes);
        stand.startAgent();
        PlannerClient planner = stand.admin();
        Waiting.until("the planner sees all nodes", PATIENCE, () -> stand.nodesSeen() == nodes);
        tenants(planner);
        System.out.printf("%n  Sign in at once  %s/#token=%s%n", stand.address(), stand.adminToken());
        System.out.printf(
                "  Look from below  kubectl --kubeconfig %s -n %s get jobs,pods -o wide%n%n",
                home.resolve("testbed").resolve("kubeconfig"), KubernetesStand.NAMESPACE);
        for (String model : MODELS) {
            planner.post(
                            "/api/v1/jobs",
                            KubernetesJobs.service(
                                    "serve-" + model.toLowerCase(Locale.ROOT), "incubator-one", List.of(model)))
                    .orThrow("a service");
        }
        System.out.println("Three services, and a job every few seconds; Ctrl-C ends everything.");
        for (int number = 1; !stand.ending(); number++) {
            submit(planner, random, number);
            Thread.sleep(PAUSE);
        }
    }

    private static void tenants(PlannerClient planner) throws IOException, InterruptedException {
        for (String tenant : List.of("incubator-one", "training-ground")) {
            planner.post(
                            "/api/v1/tenants",
                            Map.of(
                                    "name",
                                    tenant,
                                    "kind",
                                    tenant.startsWith("incubator") ? "INCUBATOR" : "TRAINING_GROUND",
                                    "sector",
                                    "OTHER",
                                    "quota",
                                    Map.of("nominalPflops", 1_000)))
                    .orThrow("tenant " + tenant);
        }
    }

    private static void submit(PlannerClient planner, SplittableRandom random, int number)
            throws IOException, InterruptedException {
        String tenant = random.nextBoolean() ? "incubator-one" : "training-ground";
        List<String> models = random.nextInt(4) == 0 ? List.of() : List.of(MODELS.get(random.nextInt(MODELS.size())));
        int workers = 1 << random.nextInt(4);
        planner.post(
                        "/api/v1/jobs",
                        KubernetesJobs.job("train-" + number, tenant, models, workers, random.nextInt(20, 180)))
                .orThrow("job " + number);
    }

    private static String option(String[] arguments, String name, String standard) {
        return IntStream.range(0, arguments.length - 1)
                .filter(i -> arguments[i].equals(name))
                .mapToObj(i -> arguments[i + 1])
                .findFirst()
                .orElse(standard);
    }
}
