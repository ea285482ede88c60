package io.exaplan.server.replay;

import io.exaplan.engine.placement.online.Decision;
import io.exaplan.engine.placement.online.NodeSupply;
import io.exaplan.engine.placement.online.WorkerDemand;
import io.exaplan.engine.replay.placement.Arrivals;
import io.exaplan.engine.replay.placement.BatchReplay;
import io.exaplan.engine.replay.placement.PlacementLog;
import io.exaplan.engine.replay.placement.PlacementPolicy;
import io.exaplan.engine.replay.placement.PlacementReplay;
import io.exaplan.engine.replay.placement.PolicyName;
import io.exaplan.engine.replay.placement.PolicyName.Learning;
import io.exaplan.engine.replay.placement.RepackReplay;
import io.exaplan.engine.replay.trace.OpenbTrace;
import io.exaplan.engine.replay.trace.TraceException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Places the workers of an openb pod list on nodes, one by one, and reports what of the devices they hold. */
@Command(
        name = "placement",
        description = "Places the workers of an openb pod list on nodes.",
        mixinStandardHelpOptions = true)
final class PlacementCommand implements Callable<Integer> {

    private static final int STEPS_PER_WORKER = 100;

    private enum Mode {
        ONLINE,
        BATCH,
        REPACK;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(names = "--nodes", required = true, paramLabel = "FILE", description = "Node list (sn,cpu_milli,...).")
    private Path nodes = Path.of("");

    @Option(names = "--pods", required = true, paramLabel = "FILE", description = "Pod list (name,cpu_milli,...).")
    private Path pods = Path.of("");

    @Option(names = "--policy", description = "exaplan, fgd, bestfit, dotprod or random (default exaplan).")
    private PolicyName policy = PolicyName.EXAPLAN;

    @Option(names = "--learn", description = """
                    Where exaplan has the frequencies of classes from: list, the pod list before inflation \
                    (default, as fgd), or arrivals, those so far.""")
    private Learning learn = Learning.LIST;

    @Option(names = "--mode", description = """
                    online, one by one (default); batch, all known at once (exaplan only); or repack: online, then \
                    some leave, and those that stay are repacked.""")
    private Mode mode = Mode.ONLINE;

    @Option(names = "--search", description = "on (default) or off: whether a batch is improved by search.")
    private OnOff search = OnOff.ON;

    @Option(
            names = "--migrations",
            paramLabel = "PERCENT",
            description = "Of the workers that stand, how many a repack may move (default ${DEFAULT-VALUE}).")
    private double migrations = 5;

    @Option(
            names = "--leave",
            paramLabel = "PERCENT",
            description =
                    "Of the workers that found a node, how many leave before a repack (default ${DEFAULT-VALUE}).")
    private double leave = 20;

    @Option(names = "--seed", description = "Seed of the arrivals and of ties (default ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Option(
            names = "--inflate",
            description = "Samples pods until so many times the capacity is asked for (default ${DEFAULT-VALUE}).")
    private double inflate = 1.3;

    @Option(names = "--copies", description = "Takes every node and pod so many times (default ${DEFAULT-VALUE}).")
    private int copies = 1;

    @Option(names = "--json", paramLabel = "FILE", required = true, description = "Where the figures go.")
    private Path json = Path.of("");

    @Option(
            names = "--placements",
            paramLabel = "FILE",
            description = "Where a line for each arrival goes: what it asked for, its node, its devices.")
    private @Nullable Path placements;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter progress = spec.commandLine().getErr();
        if (mode == Mode.BATCH && policy != PolicyName.EXAPLAN) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "The policy %s places one by one only, not --mode batch".formatted(policy));
        }
        if (copies < 1 || inflate <= 0) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--copies and --inflate must be positive, not %d and %s".formatted(copies, inflate));
        }
        if (!isPercentage(migrations) || !isPercentage(leave)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--migrations and --leave must be 0 to 100 per cent, not %s and %s".formatted(migrations, leave));
        }
        try {
            replay(progress).write(json);
            return 0;
        } catch (TraceException | UncheckedIOException refused) {
            progress.println(refused.getMessage());
            return 1;
        }
    }

    private static boolean isPercentage(double percent) {
        return percent >= 0 && percent <= 100;
    }

    private PlacementReport replay(PrintWriter progress) {
        List<NodeSupply> supply = Arrivals.copies(OpenbTrace.nodes(nodes), copies);
        List<WorkerDemand> list = OpenbTrace.pods(pods);
        long capacity = Arrivals.capacityMilli(supply);
        List<WorkerDemand> arrivals = Arrivals.of(list, copies, capacity, inflate, seed);
        progress.printf("%d nodes, %d arrivals%n", supply.size(), arrivals.size());

        return switch (mode) {
            case ONLINE -> online(supply, list, arrivals, progress);
            case BATCH -> batch(supply, arrivals, progress);
            case REPACK -> repack(supply, list, arrivals);
        };
    }

    private PlacementReport repack(List<NodeSupply> supply, List<WorkerDemand> list, List<WorkerDemand> arrivals) {
        long start = System.nanoTime();
        PlacementPolicy placer = policy.over(supply, list, learn, seed);
        RepackReplay.Result result = RepackReplay.run(supply, arrivals, placer, leave, migrations, seed);
        double seconds = (System.nanoTime() - start) / 1e9;
        log(supply, result.standing(), result.repacked().decisions());
        return report(supply, arrivals, Map.of(), new Pace(0, 0, 0, seconds), RepackReport.of(leave, result));
    }

    private PlacementReport batch(List<NodeSupply> supply, List<WorkerDemand> arrivals, PrintWriter progress) {
        long start = System.nanoTime();
        Map<Integer, BatchReplay.Result> results = BatchReplay.run(
                supply,
                arrivals,
                search == OnOff.ON ? STEPS_PER_WORKER : 0,
                seed,
                mark -> progress.printf("placing the batch that asks for %d%%%n", mark));
        double seconds = (System.nanoTime() - start) / 1e9;
        results.values().stream()
                .reduce((earlier, last) -> last)
                .ifPresent(last -> log(supply, arrivals, last.decisions()));
        Map<Integer, Double> allocated = new TreeMap<>();
        results.forEach((mark, result) -> allocated.put(mark, result.allocatedPercent()));
        return report(supply, arrivals, allocated, new Pace(arrivals.size() / seconds, 0, 0, seconds));
    }

    private PlacementReport online(
            List<NodeSupply> supply, List<WorkerDemand> list, List<WorkerDemand> arrivals, PrintWriter progress) {
        long capacity = Arrivals.capacityMilli(supply);
        long start = System.nanoTime();
        PlacementPolicy placer = policy.over(supply, list, learn, seed);
        double learnSeconds = (System.nanoTime() - start) / 1e9;
        PlacementReplay.Result result = PlacementReplay.run(
                arrivals,
                capacity,
                placer,
                System::nanoTime,
                arrived -> progress.printf("%d of %d arrived%n", arrived, arrivals.size()));

        double seconds = (System.nanoTime() - start) / 1e9;
        log(supply, arrivals, result.decisions());
        return report(
                supply,
                arrivals,
                result.allocatedPercent(),
                new Pace(result.placementsPerSecond(), result.p99Micros(), learnSeconds, seconds));
    }

    private void log(List<NodeSupply> supply, List<WorkerDemand> arrivals, List<Decision> decisions) {
        if (placements != null) {
            PlacementLog.write(placements, supply, arrivals, decisions);
        }
    }

    private record Pace(double placementsPerSecond, double p99Micros, double learnSeconds, double seconds) {}

    private PlacementReport report(
            List<NodeSupply> supply, List<WorkerDemand> arrivals, Map<Integer, Double> allocated, Pace pace) {
        return report(supply, arrivals, allocated, pace, null);
    }

    private PlacementReport report(
            List<NodeSupply> supply,
            List<WorkerDemand> arrivals,
            Map<Integer, Double> allocated,
            Pace pace,
            @Nullable RepackReport repack) {
        Map<String, Double> byMark = new TreeMap<>();
        allocated.forEach((mark, percent) -> byMark.put(String.valueOf(mark), percent));
        return new PlacementReport(
                policy.toString(),
                mode.toString(),
                learn.toString(),
                mode == Mode.BATCH && search == OnOff.ON,
                seed,
                inflate,
                copies,
                supply.size(),
                arrivals.size(),
                byMark,
                pace.placementsPerSecond(),
                pace.p99Micros(),
                pace.learnSeconds(),
                pace.seconds(),
                PeakMemory.mebibytes(),
                repack);
    }
}
