package io.exaplan.server.replay;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Replays recorded workloads and says what the planner makes of them. */
@Command(
        name = "replay",
        description = "Replays a recorded workload on the planning engine, or on a published scheduler.",
        mixinStandardHelpOptions = true,
        subcommands = {PlacementCommand.class, QueueCommand.class, CityCommand.class})
public final class ReplayCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Say what to replay: %s"
                        .formatted(String.join(", ", spec.subcommands().keySet())));
    }
}
