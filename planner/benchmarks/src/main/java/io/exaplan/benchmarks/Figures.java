package io.exaplan.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** What an experiment ends with: one line of JSON, units in the names. */
final class Figures {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Figures() {}

    static void print(Object figures) {
        System.out.println(json(figures));
    }

    /** On one line. */
    static String json(Object figures) {
        return JSON.writeValueAsString(figures);
    }

    /** The value below which a share of the sorted values lies: nearest rank. */
    static double percentile(double[] values, double share) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1L, Math.max(0, (long) Math.ceil(share * sorted.length) - 1))];
    }

    /** The most memory this process has held, in MiB; -1 where the system does not tell. */
    static long peakMebibytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException unknown) {
            return -1;
        }
    }
}
