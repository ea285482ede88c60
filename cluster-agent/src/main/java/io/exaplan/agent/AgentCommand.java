package io.exaplan.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.exaplan.agent.driver.DriverFailure;
import io.exaplan.agent.driver.kubernetes.ReapCommand;
import io.exaplan.agent.driver.simulated.SimulateCommand;
import io.exaplan.agent.loop.AgentEnd;
import io.exaplan.agent.settings.InvalidSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** The command {@code exaplan-agent}. Exit codes: 0 done, 1 failed, 2 wrongly called or configured. */
@Command(
        name = "exaplan-agent",
        description = "Connects one cluster, or several, to the planner.",
        versionProvider = AgentVersion.class,
        mixinStandardHelpOptions = true)
public final class AgentCommand implements Runnable {

    private static final int FAILED = 1;
    private static final int WRONGLY_CALLED = 2;

    /** How long SIGTERM waits for the agents to let go of their clusters; nothing is lost should it not suffice. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final Clock wallClock;
    private final PrintWriter out;
    private final PrintWriter err;

    private AgentCommand(Clock wallClock, PrintWriter out, PrintWriter err) {
        this.wallClock = wallClock;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, UTF_8);
        System.exit(commandLine(Clock.systemUTC(), out, err).execute(arguments));
    }

    static CommandLine commandLine(Clock wallClock, PrintWriter out, PrintWriter err) {
        CommandLine commandLine = new CommandLine(new AgentCommand(wallClock, out, err));
        commandLine.addSubcommand(new SimulateCommand(wallClock, out).commandLine());
        commandLine.addSubcommand(new ReapCommand(wallClock, out));
        return commandLine.setOut(out).setErr(err).setExecutionExceptionHandler(AgentCommand::explain);
    }

    @Override
    public void run() {
        commandLine(wallClock, out, err).usage(out);
    }

    @Command(
            name = "run",
            description = "Reports and applies until it is stopped. Runs go on when the agent or the planner does not.",
            mixinStandardHelpOptions = true)
    int run(
            @Option(
                            names = "--config",
                            required = true,
                            paramLabel = "FILE",
                            description = "YAML for one agent or several.")
                    Path config,
            @Option(
                            names = "--while-stdin-open",
                            description = "End when standard input ends, as a child should whose parent was killed.")
                    boolean whileStdinOpen) {
        List<AgentSettings> settings = AgentSettings.readAll(config);
        Map<String, AgentEnd> ends;
        try (AgentHost host = new AgentHost(wallClock, new SplittableRandom())) {
            host.open(settings);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stopOnSignal(host), "stop"));
            if (whileStdinOpen) {
                Thread.ofPlatform().name("stdin").daemon().start(AgentCommand::endWithStdin);
            }
            ends = host.run();
        }
        return ends.entrySet().stream()
                .mapToInt(end -> explain(end.getKey(), end.getValue()))
                .max()
                .orElse(0);
    }

    @Command(
            name = "check",
            description = "Shows what the agent would report now. Opens no session and changes nothing.",
            mixinStandardHelpOptions = true)
    int check(
            @Option(
                            names = "--config",
                            required = true,
                            paramLabel = "FILE",
                            description = "YAML for one agent or several.")
                    Path config,
            @Option(names = "--json", description = "As the request itself, one line for each agent.") boolean asJson) {
        CheckReport report = new CheckReport(wallClock, out);
        AgentSettings.readAll(config).forEach(settings -> report.print(settings, asJson));
        return 0;
    }

    private int explain(String cluster, AgentEnd end) {
        return switch (end) {
            case AgentEnd.Stopped stopped -> 0;
            case AgentEnd.Superseded superseded -> {
                err.printf(
                        "%s: a newer agent of this cluster has taken over, so this one ends: %s%n",
                        cluster, superseded.detail());
                err.println("Its runs go on under the newer agent. If two agents were not wanted, remove one of them.");
                yield FAILED;
            }
            case AgentEnd.Refused refused -> {
                err.printf("%s: %s%n", cluster, refused.detail());
                yield FAILED;
            }
        };
    }

    private static void endWithStdin() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // As good as its end.
        }
        System.exit(0);
    }

    /** The JVM would end with 143; an agent that let go of everything has not failed. */
    private static void stopOnSignal(AgentHost host) {
        boolean endedByItself = host.isClosedWithin(Duration.ZERO);
        if (!endedByItself) {
            host.stop();
            boolean clean = host.isClosedWithin(LONGEST_STOP);
            Runtime.getRuntime().halt(clean ? 0 : FAILED);
        }
    }

    private static int explain(Exception problem, CommandLine commandLine, ParseResult result) throws Exception {
        PrintWriter err = commandLine.getErr();
        return switch (problem) {
            case InvalidSettings invalid -> {
                err.println(invalid.getMessage());
                yield WRONGLY_CALLED;
            }
            case DriverFailure failure -> failed(err, failure);
            case UncheckedIOException failure -> failed(err, failure);
            case IllegalArgumentException failure -> failed(err, failure);
            default -> throw problem;
        };
    }

    private static int failed(PrintWriter err, Exception failure) {
        err.println(failure.getMessage());
        return FAILED;
    }
}
