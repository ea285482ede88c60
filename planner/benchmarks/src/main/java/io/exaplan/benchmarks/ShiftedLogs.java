package io.exaplan.benchmarks;

import io.exaplan.engine.replay.queue.ItpReader;
import io.exaplan.engine.replay.queue.LoggedJob;
import io.exaplan.engine.replay.queue.MachineShape;
import io.exaplan.engine.replay.queue.QueueExperiment;
import io.exaplan.engine.replay.queue.QueueExperiment.World;
import io.exaplan.engine.replay.queue.QueueFigures;
import io.exaplan.engine.replay.queue.QueueLog;
import io.exaplan.engine.replay.queue.QueuePolicy;
import io.exaplan.engine.replay.queue.RunTimes;
import io.exaplan.engine.start.Objective;
import io.exaplan.engine.start.StartSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How much of a difference in experiment C is the luck of its log: the ten logs shifted against each other by up to a day, drawn
 * anew for each seed, are as good a city as the one that was recorded. The same shifted city is replayed under every policy, so
 * that policies are compared in pairs.
 *
 * <p>{@code bin/benchmark ShiftedLogs [SEEDS]}: seeds 1 to 20, a quarter of an hour. Ends with one line of JSON.
 */
public final class ShiftedLogs {
    private static final int CLUSTERS = 10;
    private static final int MOST_SHIFT_SECONDS = 86_400;
    private static final MachineShape MACHINE = new MachineShape(188, 8);

    /** A policy as it is replayed. */
    private record Played(String name, QueuePolicy policy, StartSettings settings) {}

    private static final List<Played> PLAYED = played();

    private final QueueLog log;
    private final Map<String, List<QueueFigures>> figures = new LinkedHashMap<>();

    private ShiftedLogs(QueueLog log) {
        this.log = log;
    }

    public static void main(String[] args) throws IOException {
        int seeds = args.length > 0 ? Integer.parseInt(args[0]) : 20;
        if (seeds < 2) {
            System.err.println("%d seeds have no spread.\nGive at least 2.".formatted(seeds));
            System.exit(2);
        }
        Path folder = Checkout.root().resolveSibling("shared/data/itp");
        List<Path> files = IntStream.rangeClosed(1, CLUSTERS)
                .mapToObj(cluster -> folder.resolve("cluster%02d.csv".formatted(cluster)))
                .toList();
        new ShiftedLogs(new ItpReader().read(files)).run(seeds);
    }

    private void run(int seeds) {
        for (int seed = 1; seed <= seeds; seed++) {
            QueueLog shifted = shifted(log, seed);
            for (Played played : PLAYED) {
                QueueFigures came = replay(shifted, played);
                figures.computeIfAbsent(played.name(), name -> new ArrayList<>())
                        .add(came);
                System.out.printf(
                        "seed %d, %s: mean wait %.1f s, p99 %d s%n",
                        seed, played.name(), came.meanWaitSeconds(), came.p99WaitSeconds());
            }
        }
        table();
    }

    /**
     * In brackets standard errors; the differences from exaplan are those of pairs, in per cent of its mean; of one pair is the
     * standard deviation of such a difference of mean waits: the luck of a log.
     */
    private void table() {
        String row = "%-24s %18s %18s %18s %18s %12s%n";
        System.out.printf(row, "policy", "mean wait, s", "to exaplan, %", "p99, s", "to exaplan, %", "of one pair");
        Map<String, Object> json = new LinkedHashMap<>();
        for (String name : figures.keySet()) {
            Spread wait = Spread.of(values(name, QueueFigures::meanWaitSeconds));
            Spread waitMore = more(name, QueueFigures::meanWaitSeconds);
            Spread p99 = Spread.of(values(name, QueueFigures::p99WaitSeconds));
            Spread p99More = more(name, QueueFigures::p99WaitSeconds);
            System.out.printf(
                    row,
                    name,
                    wait.text("%.1f (%.1f)"),
                    waitMore.text("%+.1f (%.1f)"),
                    p99.text("%.0f (%.0f)"),
                    p99More.text("%+.1f (%.1f)"),
                    "%.1f".formatted(waitMore.deviation()));
            json.put(
                    name,
                    Map.of(
                            "meanWaitSeconds",
                            wait,
                            "meanWaitMorePercent",
                            waitMore,
                            "p99WaitSeconds",
                            p99,
                            "p99WaitMorePercent",
                            p99More));
        }
        Figures.print(json);
    }

    private double[] values(String name, ToDoubleFunction<QueueFigures> figure) {
        return figures.getOrDefault(name, List.of()).stream()
                .mapToDouble(figure)
                .toArray();
    }

    private Spread more(String name, ToDoubleFunction<QueueFigures> figure) {
        double[] theirs = values(name, figure);
        double[] ours = values(PLAYED.getFirst().name(), figure);
        double mean = Spread.of(ours).mean();
        return Spread.of(IntStream.range(0, theirs.length)
                .mapToDouble(pair -> 100 * (theirs[pair] - ours[pair]) / mean)
                .toArray());
    }

    /**
     * Of some values.
     *
     * @param mean of them
     * @param error standard error of the mean
     * @param deviation standard deviation of one of them
     */
    record Spread(double mean, double error, double deviation) {
        static Spread of(double[] values) {
            double sum = 0;
            double squares = 0;
            for (double value : values) {
                sum += value;
            }
            double mean = sum / values.length;
            for (double value : values) {
                squares += (value - mean) * (value - mean);
            }
            double deviation = Math.sqrt(squares / (values.length - 1));
            return new Spread(mean, deviation / Math.sqrt(values.length), deviation);
        }

        private String text(String format) {
            return format.formatted(mean, error);
        }
    }

    private static QueueFigures replay(QueueLog log, Played played) {
        return new QueueExperiment(
                        MACHINE, played.policy(), played.settings(), RunTimes.EXACT, World.CLEAN, List.of(), 0)
                .run(log, () -> 0, sequence -> {})
                .figures();
    }

    /** Every log of the city later by its own shift. */
    static QueueLog shifted(QueueLog log, long seed) {
        Random random = new Random(seed);
        int[] shifts = random.ints(log.tenants().size(), 0, MOST_SHIFT_SECONDS).toArray();
        List<LoggedJob> jobs = log.jobs().stream()
                .map(job -> new LoggedJob(
                        job.id(),
                        job.tenant(),
                        job.submitSecond() + shifts[job.tenant()],
                        job.seconds(),
                        job.requestedSeconds(),
                        job.devices()))
                .sorted(Comparator.comparingLong(LoggedJob::submitSecond))
                .toList();
        return new QueueLog(jobs, log.tenants(), log.leftOut());
    }

    private static List<Played> played() {
        StartSettings usual = StartSettings.of(Objective.WAIT, 1);
        List<Played> played = new ArrayList<>();
        for (QueuePolicy policy : List.of(QueuePolicy.EXAPLAN, QueuePolicy.SAF, QueuePolicy.SJF_GREEDY)) {
            played.add(new Played(policy.commandName(), policy, usual));
        }
        for (int reservations : new int[] {0, 1, 3, 4}) {
            played.add(new Played(
                    "exaplan, %d reservations".formatted(reservations),
                    QueuePolicy.EXAPLAN,
                    new StartSettings(
                            usual.objective(),
                            usual.seed(),
                            usual.futures(),
                            usual.arrivals(),
                            usual.rounds(),
                            reservations,
                            usual.longestWaitSeconds())));
        }
        return List.copyOf(played);
    }
}
