package io.exaplan.engine.replay.placement;

import io.exaplan.engine.placement.online.Decision;
import io.exaplan.engine.placement.online.Decision.Placed;
import io.exaplan.engine.placement.online.NodeSupply;
import io.exaplan.engine.placement.online.WorkerDemand;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Writes what became of each arrival, a line each, so that anyone can check it against the node list. */
public final class PlacementLog {

    private PlacementLog() {}

    /**
     * @param arrivals in their order; those without a decision are left out
     * @param decisions of the first of them
     */
    public static void write(Path file, List<NodeSupply> nodes, List<WorkerDemand> arrivals, List<Decision> decisions) {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("arrival,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,node,devices\n");
            for (int arrival = 0; arrival < decisions.size(); arrival++) {
                out.write(line(arrival, nodes, arrivals.get(arrival), decisions.get(arrival)));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The placements %s cannot be written.".formatted(file), failure);
        }
    }

    private static String line(int arrival, List<NodeSupply> nodes, WorkerDemand demand, Decision decision) {
        String asked = "%d,%d,%d,%d,%d,%s"
                .formatted(
                        arrival,
                        demand.cpuMilli(),
                        demand.memoryMib(),
                        demand.devices(),
                        demand.deviceMilli(),
                        String.join("|", new TreeSet<>(demand.models())));
        return switch (decision) {
            case Placed placed ->
                "%s,%s,%s\n".formatted(asked, nodes.get(placed.node()).name(), devices(placed.devices()));
            case Decision.NoRoom none -> asked + ",,\n";
        };
    }

    private static String devices(long bits) {
        return LongStream.range(0, Long.SIZE)
                .filter(device -> (bits >>> device & 1) != 0)
                .mapToObj(Long::toString)
                .collect(Collectors.joining("|"));
    }
}
