package io.exaplan.agent;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code exaplan-agent}. Exit codes: 0 done, 1 failed, 2 wrongly called. */
@Command(name = "exaplan-agent", description = "Connects one cluster to the planner.", version = "exaplan-agent 0.1.0", mixinStandardHelpOptions = true)
public final class AgentCommand implements Runnable {

    private final PrintWriter out;

    private AgentCommand(PrintWriter out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.exit(execute(new PrintWriter(System.out, true), new PrintWriter(System.err, true), arguments));
    }

    static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new AgentCommand(out)).setOut(out).setErr(err).execute(arguments);
    }

    @Override
    public void run() {
        CommandLine.usage(this, out);
    }
}
