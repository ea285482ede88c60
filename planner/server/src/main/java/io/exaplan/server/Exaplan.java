package io.exaplan.server;

import io.exaplan.server.demo.DemoCommand;
import io.exaplan.server.solve.SolveCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code exaplan}. Exit codes: 0 done, 1 failed, 2 wrongly called. */
@Command(
        name = "exaplan",
        description = "Plans compute capacity across clusters.",
        version = "exaplan 0.1.0",
        mixinStandardHelpOptions = true,
        subcommands = {ServeCommand.class, DemoCommand.class, SolveCommand.class, OpenApiCommand.class})
public final class Exaplan implements Runnable {

    private Exaplan() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments.length == 0 ? new String[] {"serve"} : arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Exaplan());
    }

    @Override
    public void run() {
        commandLine().usage(System.out);
    }
}
