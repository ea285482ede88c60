package io.exaplan.engine.replay.trace;

import io.exaplan.engine.placement.online.NodeSupply;
import io.exaplan.engine.placement.online.WorkerDemand;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Node and pod lists of the Alibaba GPU cluster trace of 2023 ("openb", github.com/alibaba/clusterdata,
 * cluster-trace-gpu-v2023).
 */
public final class OpenbTrace {

    private static final List<String> NODE_COLUMNS = List.of("sn", "cpu_milli", "memory_mib", "gpu", "model");
    private static final List<String> POD_COLUMNS = List.of("name", "cpu_milli", "memory_mib", "num_gpu", "gpu_milli");

    private OpenbTrace() {}

    private record NamedPod(String name, WorkerDemand demand) {}

    /** Nodes in the list's order. */
    public static List<NodeSupply> nodes(Path file) {
        return CsvTrace.read(
                file,
                NODE_COLUMNS,
                line -> new NodeSupply(
                        line.text("sn"),
                        line.number("cpu_milli"),
                        line.number("memory_mib"),
                        line.number("gpu"),
                        line.text("model")));
    }

    /** What the pods ask for, ordered by their names. */
    public static List<WorkerDemand> pods(Path file) {
        return CsvTrace.read(file, POD_COLUMNS, line -> new NamedPod(line.text("name"), demand(line))).stream()
                .sorted(Comparator.comparing(NamedPod::name))
                .map(NamedPod::demand)
                .toList();
    }

    private static WorkerDemand demand(CsvTrace.Line line) {
        int devices = line.number("num_gpu");
        String models = line.text("gpu_spec");
        return new WorkerDemand(
                line.number("cpu_milli"),
                line.number("memory_mib"),
                devices,
                devices == 0 ? 0 : line.number("gpu_milli"),
                devices == 0 || models.isEmpty() ? Set.of() : Set.copyOf(List.of(models.split("\\|"))));
    }
}
