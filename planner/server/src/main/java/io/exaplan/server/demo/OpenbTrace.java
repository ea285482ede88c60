package io.exaplan.server.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The public Alibaba GPU cluster trace of 2023: its nodes as eight clusters, its pods as jobs in arrival order. Pods
 * without a GPU are not planned and are counted in the summary. Long pauses between arrivals are cut to an hour.
 */
final class OpenbTrace implements DemoWorld {

    static final String NODES = "openb_node_list_gpu_node.csv";
    static final String PODS = "openb_pod_list_default.csv";

    private static final int CLUSTERS = 8;
    private static final long LONGEST_PAUSE_SECONDS = 3_600;
    private static final Map<String, String> PRIORITIES =
            Map.of("Guaranteed", "HIGH", "LS", "NORMAL", "Burstable", "NORMAL", "BE", "LOW");

    private final Path nodes;
    private final List<DemoJob> jobs;
    private final int podsWithoutGpu;
    private final long cutSeconds;

    private OpenbTrace(Path nodes, List<DemoJob> jobs, int podsWithoutGpu, long cutSeconds) {
        this.nodes = nodes;
        this.jobs = jobs;
        this.podsWithoutGpu = podsWithoutGpu;
        this.cutSeconds = cutSeconds;
    }

    /** Reads the trace's folder; a bad line is reported by its number. */
    static OpenbTrace read(Path folder) throws IOException {
        Path nodes = folder.resolve(NODES);
        Path pods = folder.resolve(PODS);
        for (Path file : List.of(nodes, pods)) {
            if (!Files.isReadable(file)) {
                throw new IOException("The trace folder (%s) has no readable %s.\nName the folder that holds %s and %s."
                        .formatted(folder, file.getFileName(), NODES, PODS));
            }
        }
        List<OpenbPod> all = OpenbPod.readAll(pods);
        List<OpenbPod> planned = all.stream()
                .filter(OpenbPod::wantsDevices)
                .sorted(Comparator.comparingLong(OpenbPod::creationSecond).thenComparing(OpenbPod::name))
                .toList();
        return arrange(nodes, planned, all.size() - planned.size());
    }

    private static OpenbTrace arrange(Path nodes, List<OpenbPod> planned, int podsWithoutGpu) {
        List<DemoJob> jobs = new ArrayList<>();
        long offset = 0;
        long cut = 0;
        long previous = planned.isEmpty() ? 0 : planned.getFirst().creationSecond();
        for (OpenbPod pod : planned) {
            long pause = pod.creationSecond() - previous;
            offset += Math.min(pause, LONGEST_PAUSE_SECONDS);
            cut += Math.max(0, pause - LONGEST_PAUSE_SECONDS);
            previous = pod.creationSecond();
            jobs.add(new DemoJob("openb/" + pod.name(), tenantOf(pod), offset, specOf(pod)));
        }
        return new OpenbTrace(nodes, List.copyOf(jobs), podsWithoutGpu, cut);
    }

    private static String tenantOf(OpenbPod pod) {
        return "openb-" + pod.serviceClass().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> specOf(OpenbPod pod) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("name", pod.name());
        spec.put("kind", "TRAINING");
        spec.put("gang", Map.of("workers", 1));
        spec.put(
                "worker",
                Map.of("milliDevices", pod.milliDevices(), "cpuMilli", pod.cpuMilli(), "memoryMib", pod.memoryMib()));
        spec.put("accelerators", Map.of("models", pod.models()));
        spec.put("expectedDuration", "PT%dS".formatted(pod.durationSeconds()));
        spec.put("priorityClass", PRIORITIES.getOrDefault(pod.serviceClass(), "NORMAL"));
        spec.put("preemptible", pod.serviceClass().equals("BE"));
        return spec;
    }

    @Override
    public List<String> summary() {
        return List.of(
                "Alibaba GPU trace 2023: %d pods with GPUs arrive as jobs, in the trace's order."
                        .formatted(jobs.size()),
                "%d pods without a GPU are out of scope: Exaplan plans accelerators.".formatted(podsWithoutGpu),
                "Pauses between arrivals are cut to an hour: %d days in all were cut out."
                        .formatted(cutSeconds / 86_400));
    }

    @Override
    public double rate() {
        return 300;
    }

    @Override
    public List<DemoCluster> clusters() {
        return IntStream.rangeClosed(1, CLUSTERS)
                .mapToObj(shard -> new DemoCluster("openb-" + shard, "Alibaba (trace)", shardOf(shard)))
                .toList();
    }

    private Map<String, Object> shardOf(int shard) {
        Path file = nodes.toAbsolutePath().normalize();
        return Map.of("openb", Map.of("file", file.toString(), "shard", shard + "/" + CLUSTERS));
    }

    @Override
    public List<DemoTenant> tenants() {
        return jobs.stream()
                .map(DemoJob::tenant)
                .distinct()
                .sorted()
                .map(name -> new DemoTenant(name, "", Map.of("kind", "INCUBATOR", "sector", "OTHER")))
                .toList();
    }

    @Override
    public Iterator<DemoJob> arrivals() {
        return jobs.iterator();
    }
}
