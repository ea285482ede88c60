package io.exaplan.agent;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code exaplan-agent}. Exit codes: 0 done, 1 failed, 2 wrongly called. */
@Command(
        name = "exaplan-agent",
        description = "Connects one cluster to the planner.",
        version = "exaplan-agent 0.1.0",
        mixinStandardHelpOptions = true)
public final class AgentCommand implements Runnable {

    private AgentCommand() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new AgentCommand());
    }

    @Override
    public void run() {
        commandLine().usage(System.out);
    }
}
