package io.exaplan.agent.driver.simulated;

import io.exaplan.agent.settings.Fields;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Settings of a simulated cluster.
 *
 * @param folder where the world is kept
 * @param nodes what it is made of when there is no world yet; a world that exists keeps its nodes
 * @param rules how it behaves
 * @param controlInterval wall time between two looks at the control file
 * @param compactAfterLines the journal is compacted when it has this many lines more than it needs
 */
public record SimulatedClusterSettings(
        WorldFolder folder, NodeSource nodes, SimulationRules rules, Duration controlInterval, int compactAfterLines) {

    /** Reads the block {@code simulated} of an agent's settings. */
    public static SimulatedClusterSettings read(Fields fields) {
        Path world =
                fields.required("world", fields.path("world"), "the folder to keep the world in", Path.of("world"));
        return new SimulatedClusterSettings(
                new WorldFolder(world),
                NodeSource.read(fields),
                SimulationRules.read(fields),
                fields.duration(
                        "controlInterval", Duration.ofMillis(200), Duration.ofMillis(10), Duration.ofMinutes(1)),
                (int) fields.number("compactAfterLines", 10_000, 100, 10_000_000));
    }
}
