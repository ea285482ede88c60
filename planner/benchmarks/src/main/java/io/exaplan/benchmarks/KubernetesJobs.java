package io.exaplan.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

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

    /** A service whose replicas, of four devices each, become more by day. */
    static Map<String, Object> service(String name, String tenant, List<String> models) {
        return Map.of(
                "name", name,
                "tenant", tenant,
                "kind", "INFERENCE",
                "gang", Map.of("workers", 1),
                "worker", Map.of("milliDevices", 4000, "cpuMilli", 16_000, "memoryMib", 65_536),
                "accelerators", Map.of("models", models),
                "service",
                        Map.of(
                                "replicasByHour",
                                IntStream.range(0, 24)
                                        .map(hour -> hour < 8 || hour > 21 ? 2 : 5)
                                        .boxed()
                                        .toList(),
                                "duration",
                                "PT12H"),
                "runtime", Map.of("image", "registry.example/serve:1", "command", List.of("serve")));
    }
}
