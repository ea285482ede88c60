package io.exaplan.benchmarks;

import java.util.List;
import java.util.Map;

/** Jobs for the test bed, whose pods run as long as their environment says. */
final class KubernetesJobs {

    private KubernetesJobs() {}

    /** A gang of whole nodes of eight devices each. */
    static Map<String, Object> job(String name, String tenant, List<String> models, int workers, int seconds) {
        return Map.of(
                "name", name,
                "tenant", tenant,
                "kind", "TRAINING",
                "gang", Map.of("workers", workers),
                "worker", Map.of("milliDevices", 8000, "cpuMilli", 16_000, "memoryMib", 65_536),
                "accelerators", Map.of("models", models),
                "expectedDuration", "PT%dS".formatted(seconds + 5),
                "maxDuration", "PT1H",
                "runtime",
                        Map.of(
                                "image", "registry.example/train:1",
                                "command", List.of("train"),
                                "environment", Map.of("TESTBED_SECONDS", Integer.toString(seconds))));
    }
}
