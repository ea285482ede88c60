package io.exaplan.benchmarks;

import io.exaplan.benchmarks.Stand.SimulatedCluster;
import io.exaplan.server.demo.PlannerClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/**
 * Kills the server, an agent or PostgreSQL by SIGKILL at random moments while teams submit jobs, starts what was killed
 * again as a service manager would, and counts what was lost. Runs are counted in the simulated clusters' own worlds.
 */
@CommandLine.Command(name = "chaos", mixinStandardHelpOptions = true)
public final class Chaos implements Callable<Integer> {

    private static final double PLAN_SECONDS_PER_SECOND = 30;
    private static final Duration LONGEST_RECOVERY = Duration.ofMinutes(2);
    private static final Duration LONGEST_END = Duration.ofMinutes(5);
    private static final List<SimulatedCluster> CLUSTERS = List.of(
            new SimulatedCluster("north", "H800", 16, 8),
            new SimulatedCluster("south", "A800", 16, 8),
            new SimulatedCluster("east", "910B", 16, 8),
            new SimulatedCluster("west", "L40S", 16, 8));

    private enum Victim {
        SERVER,
        AGENT,
        DATABASE
    }

    @Option(names = "--faults", defaultValue = "30", description = "how many kills (default: ${DEFAULT-VALUE})")
    private int faults = 30;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "of victims, moments and jobs (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--jobs-per-second", defaultValue = "5", description = "load (default: ${DEFAULT-VALUE})")
    private double jobsPerSecond = 5;

    private record Outcome(
            int faults,
            int jobsAccepted,
            int jobsLost,
            int runsCreated,
            int runsDoubled,
            int orphans,
            int orphansExplained,
            double recoverySecondsMax) {

        boolean good() {
            return jobsLost == 0 && runsCreated > 0 && runsDoubled == 0 && orphansExplained == orphans;
        }
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Chaos()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path home = Files.createTempDirectory("exaplan-chaos-");
        System.err.printf("Chaos in %s: %d kills, seed %d.%n", home, faults, seed);
        try (Stand stand = Stand.start(home, PLAN_SECONDS_PER_SECOND, CLUSTERS)) {
            Load load = new Load(stand.admin(), CLUSTERS, jobsPerSecond, seed);
            Thread submitter = Thread.ofPlatform().name("load").start(load);
            double worst = breakThings(stand, load);
            load.stop();
            submitter.join();
            Outcome outcome = account(stand, load, worst);
            Figures.print(outcome);
            return outcome.good() ? 0 : 1;
        }
    }

    private double breakThings(Stand stand, Load load) throws IOException, InterruptedException {
        Random random = new Random(seed);
        double worst = 0;
        for (int fault = 1; fault <= faults; fault++) {
            Thread.sleep(Duration.ofMillis(1_000 + random.nextInt(3_000)));
            // Each kind of victim gets its turn, and no one knows when.
            Victim victim = Victim.values()[
                    fault <= Victim.values().length ? fault - 1 : random.nextInt(Victim.values().length)];
            SimulatedCluster cluster = CLUSTERS.get(random.nextInt(CLUSTERS.size()));
            kill(stand, victim, cluster);
            double seconds = Waiting.until(
                    "a new job runs on %s after fault %d (%s)".formatted(cluster.name(), fault, victim),
                    LONGEST_RECOVERY,
                    load.probe(cluster));
            worst = Math.max(worst, seconds);
            System.err.printf(
                    "%3d/%d  kill -9 %-8s %-6s a new job runs after %4.1f s%n",
                    fault, faults, victim, victim == Victim.AGENT ? cluster.name() : "", seconds);
        }
        return worst;
    }

    private static void kill(Stand stand, Victim victim, SimulatedCluster cluster)
            throws IOException, InterruptedException {
        switch (victim) {
            case SERVER -> {
                stand.killServer();
                stand.startServer();
            }
            case AGENT -> {
                stand.killAgent(cluster.name());
                stand.startAgent(cluster.name());
            }
            // Nobody restarts PostgreSQL but the planner that owns it.
            case DATABASE -> stand.killDatabase();
        }
    }

    private Outcome account(Stand stand, Load load, double worst) throws IOException, InterruptedException {
        PlannerClient admin = stand.admin();
        List<Long> accepted = load.accepted();
        List<Long> open = new ArrayList<>(accepted);
        try {
            Waiting.until("every accepted job has ended well", LONGEST_END, () -> {
                List<Long> still = new ArrayList<>();
                for (long job : open) {
                    JsonNode view = admin.get("/api/v1/jobs/" + job).body();
                    if (!view.path("state").asString("").equals("SUCCEEDED")) {
                        still.add(job);
                    }
                }
                open.clear();
                open.addAll(still);
                return open.isEmpty();
            });
        } catch (IllegalStateException late) {
            for (long job : open) {
                System.err.println("LOST " + admin.get("/api/v1/jobs/" + job).body());
            }
        }
        JsonNode audit = WorldAudit.of(stand.worlds());
        JsonNode orphans = admin.get("/api/v1/orphans").orThrow("the orphans").path("items");
        int explained = 0;
        for (JsonNode orphan : orphans) {
            explained += orphan.path("explanation").asString("").isBlank() ? 0 : 1;
        }
        return new Outcome(
                faults,
                accepted.size(),
                open.size(),
                audit.path("runsCreated").asInt(-1),
                audit.path("runsDoubled").asInt(-1),
                orphans.size(),
                explained,
                Math.round(worst * 10) / 10.0);
    }
}
