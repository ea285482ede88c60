package io.exaplan.benchmarks;

import io.exaplan.benchmarks.Runs.Run;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every experiment, each beside its comparator, in one table; the figures go to {@code planner/benchmarks/results}.
 *
 * <p>{@code bin/benchmark Bench [SECONDS [PART]]}: seconds for the search of a city plan (60), and a part of the names of the
 * experiments to run (all). What a trace is missing for is told and left out. A row's seconds are those of Exaplan's commands
 * in all, beside them what the planner itself used of those; its memory is the most that one of them held. A plan given fewer
 * seconds than its first plan takes is the first plan: the planner's seconds tell.
 */
public final class Bench {
    private static final String ROW = "%-36s %-16s %10s %10s %10s %10s %7s %9s %8s %7s%n";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path root = Checkout.root();
    private final Runs runs = new Runs(root);
    private final List<Map<String, Object>> rows = new ArrayList<>();

    private Bench() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 60;
        new Bench().run(seconds, args.length > 1 ? args[1] : "");
    }

    private void run(int seconds, String part) throws IOException, InterruptedException {
        Path data = root.resolveSibling("shared/data");
        if (!Files.isDirectory(data)) {
            System.out.println("There are no traces in " + data + ": experiments on them cannot be run.");
        }
        Path mixes = Files.createTempDirectory("exaplan-mixes");
        CityMix.write(2, mixes.resolve("city-2"), 160, 100_000);
        CityMix.write(3, mixes.resolve("city-3"), 160, 100_000);
        System.out.printf(
                ROW,
                "experiment",
                "comparator",
                "published",
                "reproduced",
                "Exaplan",
                "goal",
                "ratio",
                "planner s",
                "seconds",
                "MiB");
        for (Experiment experiment : Experiments.all(data.toString(), mixes.toString(), seconds)) {
            if (experiment.name().contains(part)) {
                row(experiment);
                write(part);
            }
        }
        System.out.println("Written to " + file(part));
    }

    private void row(Experiment experiment) throws IOException, InterruptedException {
        Optional<List<Run>> theirs = runs.all(experiment.theirs());
        Optional<List<Run>> ours = runs.all(experiment.ours());
        if (ours.isEmpty()) {
            System.out.printf("%-36s could not be run%n", experiment.name());
            return;
        }
        double figure = mean(ours.get(), experiment.metric());
        Double reproduced = theirs.isEmpty() || experiment.theirs().isEmpty()
                ? null
                : (Double) mean(theirs.get(), experiment.theirMetric());
        Double compared = reproduced == null ? experiment.published() : reproduced;
        Double ratio =
                compared == null ? null : (Double) Experiment.ratio(experiment.lowerIsBetter(), figure, compared);
        double seconds = ours.get().stream().mapToDouble(Run::seconds).sum();
        double plannerSeconds =
                ours.get().stream().mapToDouble(Run::plannerSeconds).sum();
        long memory = ours.get().stream()
                .mapToLong(run -> run.figures().at("/peakMiB").longValue())
                .max()
                .orElse(0);
        System.out.printf(
                ROW,
                experiment.name(),
                experiment.comparator(),
                text(experiment.published()),
                text(reproduced),
                text(figure),
                text(experiment.goal()),
                text(ratio),
                text(plannerSeconds),
                text(seconds),
                memory);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("experiment", experiment.name());
        row.put("metric", experiment.metric());
        row.put("comparator", experiment.comparator());
        put(row, "published", experiment.published());
        put(row, "reproduced", reproduced);
        row.put("exaplan", figure);
        put(row, "goal", experiment.goal());
        Boolean reached = experiment.reached(figure);
        if (reached != null) {
            row.put("reached", reached);
        }
        put(row, "ratio", ratio);
        row.put("plannerSeconds", plannerSeconds);
        row.put("seconds", seconds);
        row.put("peakMiB", memory);
        row.put("runs", experiment.ours().size());
        row.put("command", command(experiment.ours().getFirst()));
        rows.add(row);
    }

    private String command(List<String> words) {
        return "bin/"
                + (words.getFirst().equals("replay") ? "exaplan " : "")
                + String.join(" ", words)
                        .replace(root.resolveSibling("shared").toString(), "../shared")
                        .replaceAll("/\\S*exaplan-mixes\\d+", "MIX");
    }

    private static double mean(List<Run> runs, String metric) {
        return runs.stream()
                .mapToDouble(run -> run.figures().at(metric).doubleValue())
                .average()
                .orElse(Double.NaN);
    }

    private static void put(Map<String, Object> row, String name, @Nullable Double value) {
        if (value != null) {
            row.put(name, value);
        }
    }

    /** After each row, so that what was measured is not lost when a later one fails. */
    private void write(String part) throws IOException, InterruptedException {
        Map<String, Object> result = new LinkedHashMap<>();
        boolean changed = !output("git", "-C", root.toString(), "status", "--porcelain", "--untracked-files=no")
                .isEmpty();
        result.put(
                "commit", output("git", "-C", root.toString(), "rev-parse", "HEAD") + (changed ? " and changes" : ""));
        result.put("host", InetAddress.getLocalHost().getHostName());
        result.put("cores", Runtime.getRuntime().availableProcessors());
        result.put("loadAverage", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        result.put("java", Runtime.version().toString());
        result.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        result.put("rows", rows);
        Files.createDirectories(file(part).getParent());
        Files.writeString(file(part), JSON.writeValueAsString(result) + "\n");
    }

    /** The results of a part of the experiments do not replace those of all. */
    private Path file(String part) {
        return root.resolve("planner/benchmarks/results").resolve(part.isEmpty() ? "bench.json" : "bench-part.json");
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? said.strip() : "unknown";
    }

    private static String text(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.4f" : "%.2f", value);
    }
}
