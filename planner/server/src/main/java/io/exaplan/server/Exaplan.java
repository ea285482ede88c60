package io.exaplan.server;

import io.exaplan.server.demo.DemoCommand;
import io.exaplan.server.replay.ReplayCommand;
import io.exaplan.server.solve.SolveCommand;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code exaplan}. Exit codes: 0 done, 1 failed, 2 wrongly called. */
@Command(
        name = "exaplan",
        description = "Plans compute capacity across clusters.",
        version = "exaplan 0.1.0",
        mixinStandardHelpOptions = true,
        subcommands = {
            ServeCommand.class,
            DemoCommand.class,
            SolveCommand.class,
            ReplayCommand.class,
            OpenApiCommand.class
        })
public final class Exaplan implements Runnable {

    private static final Set<String> GENERAL = Set.of("-h", "--help", "-V", "--version");

    private Exaplan() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(served(arguments)));
    }

    /** Without a command it serves, options or not. */
    static String[] served(String... arguments) {
        boolean general = arguments.length > 0 && GENERAL.contains(arguments[0]);
        boolean commanded = arguments.length > 0 && !arguments[0].startsWith("-");
        return general || commanded
                ? arguments
                : Stream.concat(Stream.of("serve"), Arrays.stream(arguments)).toArray(String[]::new);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Exaplan()).setExecutionExceptionHandler(Exaplan::tell);
    }

    /** A failure is told in its own words; how it came about is for who asks for it. */
    private static int tell(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        command.getErr().printf("%s: %s%n", command.getCommandSpec().qualifiedName(), words(failure));
        LoggerFactory.getLogger(Exaplan.class).debug("The command failed", failure);
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    /** What went wrong in the first place: what was wrapped around it says less. */
    private static String words(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return first.getMessage() == null ? first.toString() : first.getMessage();
    }

    @Override
    public void run() {
        commandLine().usage(System.out);
    }
}
