package io.exaplan.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs commands, each in a process of its own, so that its memory is its own too; one that was run before is not run again.
 * {@code replay ...} is a subcommand of {@code bin/exaplan}, {@code benchmark NAME ...} a program of this module.
 */
final class Runs {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path root;
    private final Map<List<String>, Optional<Run>> known = new HashMap<>();

    Runs(Path root) {
        this.root = root;
    }

    /**
     * What came of a command.
     *
     * @param figures what it wrote
     * @param seconds how long it took in all
     */
    record Run(JsonNode figures, double seconds) {
        /** What a replay of nodes or of a city, the full-size city's benchmark, and a replay of a queue call it. */
        private static final List<String> OWN_SECONDS = List.of("/secondsUsed", "/searchSeconds", "/seconds");

        /** What the planner itself used, as it tells: without the start of the JVM, and what a command does beside planning. */
        double plannerSeconds() {
            return OWN_SECONDS.stream()
                    .map(figures::at)
                    .filter(JsonNode::isNumber)
                    .findFirst()
                    .map(JsonNode::doubleValue)
                    .orElse(seconds);
        }
    }

    /** All of some commands; empty when one of them fails, which is told. */
    Optional<List<Run>> all(List<List<String>> commands) throws IOException, InterruptedException {
        List<Run> runs = new ArrayList<>();
        for (List<String> command : commands) {
            if (!known.containsKey(command)) {
                known.put(command, run(command));
            }
            Optional<Run> run = known.getOrDefault(command, Optional.empty());
            if (run.isEmpty()) {
                return Optional.empty();
            }
            runs.add(run.get());
        }
        return Optional.of(runs);
    }

    private Optional<Run> run(List<String> command) throws IOException, InterruptedException {
        Path json = Files.createTempFile("exaplan-bench", ".json");
        Path log = Files.createTempFile("exaplan-bench", ".log");
        try {
            boolean replay = command.getFirst().equals("replay");
            List<String> words = new ArrayList<>();
            words.add(root.resolve(replay ? "bin/exaplan" : "bin/benchmark").toString());
            words.addAll(replay ? command : command.subList(1, command.size()));
            if (replay) {
                words.addAll(List.of("--json", json.toString()));
            }
            long began = System.nanoTime();
            int exit = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            double seconds = (System.nanoTime() - began) / 1e9;
            List<String> said = Files.readAllLines(log);
            if (exit != 0) {
                System.out.println("  " + String.join(" ", command) + ": exit " + exit
                        + (said.isEmpty() ? "" : ", " + said.getLast()));
                return Optional.empty();
            }
            byte[] figures = replay ? Files.readAllBytes(json) : said.getLast().getBytes(StandardCharsets.UTF_8);
            return Optional.of(new Run(JSON.readTree(figures), seconds));
        } finally {
            Files.deleteIfExists(json);
            Files.deleteIfExists(log);
        }
    }
}
