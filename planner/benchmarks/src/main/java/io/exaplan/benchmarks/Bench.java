package io.exaplan.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every experiment on the public traces, each beside its comparator, in one table; each run is a process of its own
 * ({@code bin/exaplan replay}), so that its memory is its own too. The figures go to {@code planner/benchmarks/results}.
 *
 * <p>{@code bin/benchmark Bench [SECONDS [PART]]}: seconds for each search of a city plan (60), and a part of the names of
 * the experiments to run (all). What a trace is missing for is told and left out.
 */
public final class Bench {
    private static final String ROW = "%-36s %-22s %10s %10s %10s %7s %8s %7s%n";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path root = Checkout.root();
    private final List<Map<String, Object>> rows = new ArrayList<>();

    private Bench() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 60;
        new Bench().run(seconds, args.length > 1 ? args[1] : "");
    }

    private void run(int seconds, String part) throws IOException, InterruptedException {
        Path data = root.resolveSibling("shared/data");
        if (!Files.isDirectory(data)) {
            System.out.println("There are no traces in " + data + ": nothing to compare on.");
            return;
        }
        System.out.printf(
                ROW, "experiment", "comparator", "published", "reproduced", "Exaplan", "ratio", "seconds", "MiB");
        for (Experiment experiment : Experiment.all(data.toString(), seconds)) {
            if (experiment.name().contains(part)) {
                row(experiment);
            }
        }
        write();
    }

    /** What one command wrote, and how long it took in all. */
    private record Run(JsonNode figures, double seconds) {}

    private void row(Experiment experiment) throws IOException, InterruptedException {
        Run theirs = experiment.theirs().isEmpty() ? null : replay(experiment.theirCommand());
        Run ours = replay(experiment.ourCommand());
        if (ours == null) {
            System.out.printf("%-36s could not be run%n", experiment.name());
            return;
        }
        double figure = ours.figures().at(experiment.metric()).doubleValue();
        Double reproduced =
                theirs == null ? null : theirs.figures().at(experiment.metric()).doubleValue();
        Double compared = reproduced == null ? experiment.published() : reproduced;
        Double ratio = compared == null ? null : Experiment.ratio(experiment.lowerIsBetter(), figure, compared);
        long memory = ours.figures().at("/peakMiB").longValue();
        System.out.printf(
                ROW,
                experiment.name(),
                experiment.comparator(),
                text(experiment.published()),
                text(reproduced),
                text(figure),
                text(ratio),
                text(ours.seconds()),
                memory);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("experiment", experiment.name());
        row.put("metric", experiment.metric());
        row.put("comparator", experiment.comparator());
        put(row, "published", experiment.published());
        put(row, "reproduced", reproduced);
        row.put("exaplan", figure);
        put(row, "ratio", ratio);
        row.put("seconds", ours.seconds());
        row.put("peakMiB", memory);
        row.put(
                "command",
                String.join(" ", experiment.ourCommand())
                        .replace(root.resolveSibling("shared").toString(), "../shared"));
        rows.add(row);
    }

    private static void put(Map<String, Object> row, String name, @Nullable Double value) {
        if (value != null) {
            row.put(name, value);
        }
    }

    private @Nullable Run replay(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("exaplan-bench", ".json");
        try {
            List<String> words =
                    new ArrayList<>(List.of(root.resolve("bin/exaplan").toString(), "replay"));
            words.addAll(command);
            words.addAll(List.of("--json", out.toString()));
            Path log = Files.createTempFile("exaplan-bench", ".log");
            long began = System.nanoTime();
            int exit = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            double seconds = (System.nanoTime() - began) / 1e9;
            if (exit != 0) {
                List<String> said = Files.readAllLines(log);
                System.out.println("  " + String.join(" ", command) + ": exit " + exit
                        + (said.isEmpty() ? "" : ", " + said.getFirst()));
                return null;
            }
            Files.delete(log);
            return new Run(JSON.readTree(out.toFile()), seconds);
        } finally {
            Files.deleteIfExists(out);
        }
    }

    private void write() throws IOException, InterruptedException {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("commit", output("git", "-C", root.toString(), "rev-parse", "HEAD"));
        result.put("host", InetAddress.getLocalHost().getHostName());
        result.put("cores", Runtime.getRuntime().availableProcessors());
        result.put("java", Runtime.version().toString());
        result.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        result.put("rows", rows);
        Path folder = Files.createDirectories(root.resolve("planner/benchmarks/results"));
        Path file = folder.resolve("bench.json");
        Files.writeString(file, JSON.writeValueAsString(result) + "\n");
        System.out.println("Written to " + file);
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? said.strip() : "unknown";
    }

    private static String text(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.3f" : "%.2f", value);
    }
}
