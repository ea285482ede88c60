package io.exaplan.agent.driver.simulated;

import io.exaplan.agent.driver.DriverFailure;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Works on simulated worlds from outside, whether an agent drives them or not. */
@Command(
        name = "simulate",
        description = "Breaks and judges simulated clusters, whether their agents live or not.",
        mixinStandardHelpOptions = true)
public final class SimulateCommand {

    private static final String WORLD = "The world's folder.";

    /** Looking at a world needs no rules but these: fates are in the journal, chance is not asked. */
    private static final SimulationRules LOOKING =
            new SimulationRules(0, Duration.ofSeconds(2), Duration.ofSeconds(2), 0, 0, Duration.ofHours(4));

    private final Clock wallClock;
    private final PrintWriter out;

    public SimulateCommand(Clock wallClock, PrintWriter out) {
        this.wallClock = wallClock;
        this.out = out;
    }

    /** The command with its subcommands. */
    public CommandLine commandLine() {
        return new CommandLine(CommandSpec.forAnnotatedObject(this));
    }

    @Command(name = "fail-node", description = "Loses a node with everything on it, until it is restored.")
    int failNode(
            @Parameters(paramLabel = "WORLD", description = WORLD) Path world,
            @Parameters(paramLabel = "NODE") String node) {
        return onNode(world, node, new ControlCommand.FailNode(node));
    }

    @Command(name = "restore-node", description = "Brings a lost node back.")
    int restoreNode(
            @Parameters(paramLabel = "WORLD", description = WORLD) Path world,
            @Parameters(paramLabel = "NODE") String node) {
        return onNode(world, node, new ControlCommand.RestoreNode(node));
    }

    @Command(name = "cordon", description = "Keeps new work off a node.")
    int cordon(
            @Parameters(paramLabel = "WORLD", description = WORLD) Path world,
            @Parameters(paramLabel = "NODE") String node) {
        return onNode(world, node, new ControlCommand.CordonNode(node));
    }

    @Command(name = "uncordon", description = "Lets new work onto a node again.")
    int uncordon(
            @Parameters(paramLabel = "WORLD", description = WORLD) Path world,
            @Parameters(paramLabel = "NODE") String node) {
        return onNode(world, node, new ControlCommand.UncordonNode(node));
    }

    @Command(name = "fail-device", description = "Loses one device of a node with the runs on it.")
    int failDevice(
            @Parameters(paramLabel = "WORLD", description = WORLD) Path world,
            @Parameters(paramLabel = "NODE") String node,
            @Parameters(paramLabel = "DEVICE", description = "Its index, from 0.") int device) {
        return onDevice(world, node, device, new ControlCommand.FailDevice(node, device));
    }

    @Command(name = "restore-device", description = "Brings a lost device back.")
    int restoreDevice(
            @Parameters(paramLabel = "WORLD", description = WORLD) Path world,
            @Parameters(paramLabel = "NODE") String node,
            @Parameters(paramLabel = "DEVICE", description = "Its index, from 0.") int device) {
        return onDevice(world, node, device, new ControlCommand.RestoreDevice(node, device));
    }

    @Command(name = "fail-run", description = "Ends a run at once with an exit code.")
    int failRun(
            @Parameters(paramLabel = "WORLD", description = WORLD) Path world,
            @Parameters(paramLabel = "RUN") String run,
            @Option(names = "--exit-code", description = "1 to 255, default 1.", defaultValue = "1") int exitCode) {
        if (look(world).run(run).isEmpty()) {
            throw new DriverFailure(
                    "No run " + run + " is alive in " + world + ". `simulate status` lists those that are.");
        }
        return append(world, new ControlCommand.FailRun(run, exitCode));
    }

    @Command(name = "status", description = "Lists the live runs of a world, one line of JSON for each.")
    int status(@Parameters(paramLabel = "WORLD", description = WORLD) Path world) {
        WorldReport.runs(look(world)).forEach(run -> out.println(WorldJson.MAPPER.writeValueAsString(run)));
        out.flush();
        return 0;
    }

    @Command(
            name = "audit",
            description =
                    "Counts what was created in several worlds, from their journals. Exit code 1 when any run was doubled.")
    int audit(@Parameters(paramLabel = "WORLD", arity = "1..*", description = "Folders of worlds.") List<Path> worlds) {
        Map<String, WorldState> states = new LinkedHashMap<>();
        worlds.forEach(world -> states.put(world.toString(), look(world)));
        WorldAudit audit = WorldAudit.of(states);
        out.println(WorldJson.MAPPER.writeValueAsString(audit));
        out.flush();
        return audit.runsDoubled() == 0 ? 0 : 1;
    }

    private int onDevice(Path world, String node, int device, ControlCommand command) {
        int devices = look(world).floor().node(node).map(SimulatedNode::devices).orElse(Integer.MAX_VALUE);
        if (device < 0 || device >= devices) {
            throw new DriverFailure("Node " + node + " has devices 0 to " + (devices - 1) + ", not " + device + ".");
        }
        return onNode(world, node, command);
    }

    private int onNode(Path world, String node, ControlCommand command) {
        Floor floor = look(world).floor();
        if (floor.node(node).isEmpty()) {
            throw new DriverFailure("The world in %s has no node \"%s\"; it has %s."
                    .formatted(
                            world,
                            node,
                            floor.names().stream().limit(5).toList()
                                    + (floor.names().size() > 5 ? " and more" : "")));
        }
        return append(world, command);
    }

    private int append(Path world, ControlCommand command) {
        new ControlFile(new WorldFolder(world).control()).append(command, wallClock.instant());
        out.println("Done. An agent that drives the world notices within its control interval.");
        out.flush();
        return 0;
    }

    private WorldState look(Path world) {
        return new WorldFolder(world).look(wallClock.instant(), LOOKING).state();
    }
}
