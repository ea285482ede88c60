package io.exaplan.agent.driver.simulated;

import io.exaplan.agent.driver.DriverFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The files of one world. */
record WorldFolder(Path path) {

    Path journal() {
        return path.resolve("journal.jsonl");
    }

    Path lock() {
        return path.resolve("lock");
    }

    Path control() {
        return path.resolve("control.jsonl");
    }

    boolean holdsAWorld() {
        return Files.exists(journal());
    }

    /** Makes a world of these nodes, all of them good, with nothing on them. */
    void make(List<SimulatedNode> nodes) {
        Journal.create(journal(), World.beginning(nodes));
    }

    /**
     * The world as it must be at this wall time, whether an agent drives it or not. Nothing is written.
     *
     * @throws DriverFailure when there is no world or it cannot be read
     */
    World look(Instant wall, SimulationRules rules) {
        WorldState state = new WorldState();
        JournalReader.read(journal(), state::apply);
        World world = new World(state, EventLog.NONE, rules);
        new ControlFile(control()).carryOut(world, wall);
        world.advance(wall);
        return world;
    }
}
