package io.exaplan.benchmarks;

import io.exaplan.benchmarks.Stand.SimulatedCluster;
import io.exaplan.server.demo.PlannerClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
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

    /**
     * What the experiment ends with.
     *
     * @param faults kills that met a living process
     * @param orphans runs that could not be accounted for at any time
     * @param recoverySecondsMax the patience itself when a recovery took longer, which ends the kills
     */
    record Outcome(
            int faults,
            int jobsAccepted,
            int jobsLost,
            int runsCreated,
            int runsDoubled,
            int orphans,
            int orphansExplained,
            double recoverySecondsMax) {

        boolean good(int faultsAsked) {
            return faults == faultsAsked
                    && jobsLost == 0
                    && runsCreated > 0
                    && runsDoubled == 0
                    && orphansExplained == orphans
                    && recoverySecondsMax < LONGEST_RECOVERY.toSeconds();
        }
    }

    private record Broken(int faults, double worstSeconds) {}

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
            Broken broken = breakThings(stand, load);
            load.stop();
            submitter.join();
            Outcome outcome = account(stand, load, broken);
            Figures.print(outcome);
            return outcome.good(faults) ? 0 : 1;
        }
    }

    private Broken breakThings(Stand stand, Load load) throws IOException, InterruptedException {
        Random random = new Random(seed);
        int happened = 0;
        double worst = 0;
        for (int fault = 1; fault <= faults && worst < LONGEST_RECOVERY.toSeconds(); fault++) {
            Thread.sleep(Duration.ofMillis(1_000 + random.nextInt(3_000)));
            // Each kind of victim gets its turn, and no one knows when.
            Victim victim = Victim.values()[
                    fault <= Victim.values().length ? fault - 1 : random.nextInt(Victim.values().length)];
            SimulatedCluster cluster = CLUSTERS.get(random.nextInt(CLUSTERS.size()));
            happened += kill(stand, victim, cluster) ? 1 : 0;
            OptionalDouble seconds = Waiting.within(LONGEST_RECOVERY, load.probe(cluster));
            worst = Math.max(worst, seconds.orElse(LONGEST_RECOVERY.toMillis() / 1e3));
            System.err.printf(
                    "%3d/%d  kill -9 %-8s %-6s %s%n",
                    fault, faults, victim, victim == Victim.AGENT ? cluster.name() : "", recovery(seconds));
        }
        return new Broken(happened, worst);
    }

    private static String recovery(OptionalDouble seconds) {
        return seconds.isPresent()
                ? "a new job runs after %4.1f s".formatted(seconds.getAsDouble())
                : "NO new job runs after %d s".formatted(LONGEST_RECOVERY.toSeconds());
    }

    /** Whether there was somebody to be killed. */
    private static boolean kill(Stand stand, Victim victim, SimulatedCluster cluster)
            throws IOException, InterruptedException {
        return switch (victim) {
            case SERVER -> {
                boolean killed = stand.killServer();
                stand.startServer();
                yield killed;
            }
            case AGENT -> {
                boolean killed = stand.killAgent(cluster.name());
                stand.startAgent(cluster.name());
                yield killed;
            }
            // Nobody restarts PostgreSQL but the planner that owns it.
            case DATABASE -> stand.killDatabase();
        };
    }

    private static Outcome account(Stand stand, Load load, Broken broken) throws IOException, InterruptedException {
        List<Long> accepted = load.accepted();
        Collection<String> lost = lost(stand.admin(), accepted);
        lost.forEach(job -> System.err.println("LOST " + job));
        JsonNode audit = WorldAudit.of(stand.worlds());
        audit.path("findings").forEach(finding -> System.err.println("DOUBLED " + finding.asString()));
        OrphansSeen orphans = OrphansSeen.of(stand);
        return new Outcome(
                broken.faults(),
                accepted.size(),
                lost.size(),
                audit.path("runsCreated").asInt(-1),
                audit.path("runsDoubled").asInt(-1),
                orphans.seen(),
                orphans.explained(),
                Math.round(broken.worstSeconds() * 10) / 10.0);
    }

    /** What was last heard of each accepted job that has not ended well. */
    private static Collection<String> lost(PlannerClient admin, List<Long> accepted) throws InterruptedException {
        Map<Long, String> open = new LinkedHashMap<>();
        accepted.forEach(job -> open.put(job, "job %d, of which nothing was heard".formatted(job)));
        OptionalDouble _ = Waiting.within(LONGEST_END, () -> {
            for (long job : List.copyOf(open.keySet())) {
                JsonNode view = admin.get("/api/v1/jobs/" + job).body();
                if (view.path("state").asString("").equals("SUCCEEDED")) {
                    open.remove(job);
                } else {
                    open.put(job, view.toString());
                }
            }
            return open.isEmpty();
        });
        return open.values();
    }
}
