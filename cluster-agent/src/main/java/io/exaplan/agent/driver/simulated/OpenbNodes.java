package io.exaplan.agent.driver.simulated;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.exaplan.agent.driver.DriverFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Node lists of the Alibaba GPU trace 2023 (openb): {@code sn,cpu_milli,memory_mib,gpu,model}. */
final class OpenbNodes {

    private static final String HEADER = "sn,cpu_milli,memory_mib,gpu,model";

    private OpenbNodes() {}

    /** The nodes that have accelerators. */
    static List<SimulatedNode> read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, UTF_8);
        } catch (IOException unreadable) {
            throw new DriverFailure("The node list " + file + " cannot be read: " + unreadable, unreadable);
        }
        if (lines.isEmpty() || !lines.getFirst().strip().equals(HEADER)) {
            throw new DriverFailure("The node list " + file + " does not begin with the line " + HEADER + ".");
        }
        List<SimulatedNode> nodes = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                SimulatedNode node = node(file, i + 1, lines.get(i).strip());
                if (node.devices() > 0) {
                    nodes.add(node);
                }
            }
        }
        return nodes;
    }

    private static SimulatedNode node(Path file, int number, String line) {
        String[] cells = line.split(",", -1);
        try {
            return new SimulatedNode(
                    cells[0],
                    cells[4],
                    Integer.parseInt(cells[3]),
                    Long.parseLong(cells[1]),
                    Long.parseLong(cells[2]),
                    null,
                    null);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException malformed) {
            throw new DriverFailure(
                    "Line " + number + " of " + file + " is not of the form " + HEADER + ": " + line, malformed);
        }
    }
}
