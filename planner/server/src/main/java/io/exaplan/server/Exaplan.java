package io.exaplan.server;

import io.exaplan.server.demo.DemoCommand;
import io.exaplan.server.solve.SolveCommand;
import org.slf4j.LoggerFactory;
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
        return new CommandLine(new Exaplan()).setExecutionExceptionHandler(Exaplan::tell);
    }

    /** A failure is told in its own words; how it came about is for who asks for it. */
    private static int tell(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        String words = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        command.getErr().printf("%s: %s%n", command.getCommandSpec().qualifiedName(), words);
        LoggerFactory.getLogger(Exaplan.class).debug("The command failed", failure);
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    @Override
    public void run() {
        commandLine().usage(System.out);
    }
}
