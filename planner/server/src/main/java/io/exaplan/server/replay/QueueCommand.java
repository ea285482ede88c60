package io.exaplan.server.replay;

import io.exaplan.engine.replay.queue.BadLogException;
import io.exaplan.engine.replay.queue.ItpReader;
import io.exaplan.engine.replay.queue.MachineShape;
import io.exaplan.engine.replay.queue.QueueExperiment.Outcome;
import io.exaplan.engine.replay.queue.QueueExperiment.World;
import io.exaplan.engine.replay.queue.QueueLog;
import io.exaplan.engine.replay.queue.QueuePolicy;
import io.exaplan.engine.replay.queue.RunTimes;
import io.exaplan.engine.replay.queue.SwfReader;
import io.exaplan.engine.start.Objective;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Replays a recorded queue: which job starts when, on which nodes, and how long the jobs waited. */
@Command(
        name = "queue",
        description = "Replays the jobs of a log on a machine of equal nodes.",
        mixinStandardHelpOptions = true)
final class QueueCommand implements Callable<Integer> {
    private static final int LINES_TOLD = 20;

    /** Formats of logs. */
    enum Format {
        SWF,
        ITP
    }

    @Option(names = "--format", required = true, converter = FormatConverter.class, description = "swf or itp.")
    private Format format = Format.SWF;

    @Option(
            names = "--workload",
            required = true,
            split = ",",
            paramLabel = "FILE",
            description = "The log; several files are one log, of itp each file is a tenant.")
    private List<Path> workload = List.of();

    @Option(
            names = "--machine",
            required = true,
            paramLabel = "NODESxDEVICES",
            converter = MachineConverter.class,
            description = "How many nodes, and how many devices each has.")
    private MachineShape machine = new MachineShape(1, 1);

    @Option(
            names = "--starts",
            split = ",",
            paramLabel = "N",
            description = "Replays sequences that start at these jobs, counted from 0; without it the whole log.")
    private List<Integer> starts = List.of();

    @Option(names = "--length", description = "Jobs of a sequence (default ${DEFAULT-VALUE}).")
    private int length = 1024;

    @Option(
            names = "--policy",
            converter = PolicyConverter.class,
            description = "exaplan (default), fifo, easy, sjf, sjf-greedy, sjf-easy, saf, wfp3, uni or f1.")
    private QueuePolicy policy = QueuePolicy.EXAPLAN;

    @Option(
            names = "--objective",
            converter = ObjectiveConverter.class,
            description = "What exaplan wants little of: wait (default), slowdown, weighted or fair.")
    private Objective objective = Objective.WAIT;

    @Option(
            names = "--runtimes",
            converter = RunTimesConverter.class,
            description = "What policies are told of run times: exact (default) or estimated.")
    private RunTimes runTimes = RunTimes.EXACT;

    @Option(
            names = "--world",
            converter = WorldConverter.class,
            description = "clean (default), or rlscheduler for the rules of the simulator of that name.")
    private World world = World.CLEAN;

    @Option(names = "--seed", description = "Seed of what exaplan draws (default ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--frozen",
            paramLabel = "SECONDS",
            description = "How far ahead starts are promised and do not move any more (default ${DEFAULT-VALUE}).")
    private long frozen;

    @Option(
            names = "--bound",
            description = "Also computes a mean wait that no schedule of these jobs beats, under clean rules.")
    private boolean bound;

    @Option(names = "--json", required = true, paramLabel = "FILE", description = "Where the figures go.")
    private Path json = Path.of("");

    @Option(names = "--jobs", paramLabel = "FILE", description = "Where a line for each job goes.")
    private @Nullable Path jobs;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter progress = spec.commandLine().getErr();
        try {
            replay(progress);
            return 0;
        } catch (BadLogException refused) {
            progress.println(refused.getMessage());
        } catch (IllegalArgumentException refused) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(refused.getMessage()), refused);
        } catch (IOException failure) {
            progress.printf("A file cannot be read or written: %s%n", failure);
        }
        return 1;
    }

    private void replay(PrintWriter progress) throws IOException {
        long begun = System.nanoTime();
        QueueLog log = switch (format) {
            case SWF -> new SwfReader().read(workload);
            case ITP -> new ItpReader().read(workload);
        };
        progress.printf(
                "%d jobs, %d tenants%n", log.jobs().size(), log.tenants().size());
        tell(progress, log.leftOut());
        QueueQuestion asked = new QueueQuestion(policy, objective, runTimes, world, machine, seed, frozen);
        Outcome outcome = asked.answer(log, starts, length, line -> {
            progress.println(line);
            progress.flush();
        });
        tell(progress, outcome.tooWide());
        if (jobs != null) {
            JobsCsv.write(jobs, outcome.sequences());
        }
        Double waitBound = bound ? outcome.meanWaitBoundSeconds(machine) : null;
        QueueReport.of(asked, log, outcome, waitBound, (System.nanoTime() - begun) / 1e9)
                .write(json);
    }

    private static void tell(PrintWriter progress, List<String> leftOut) {
        leftOut.stream().limit(LINES_TOLD).forEach(line -> progress.printf("Left out: %s%n", line));
        if (leftOut.size() > LINES_TOLD) {
            progress.printf("Left out: %d more%n", leftOut.size() - LINES_TOLD);
        }
    }

    /** Names of constants in lower case. */
    abstract static class LowerCase<E extends Enum<E>> implements ITypeConverter<E> {
        private final Class<E> type;

        LowerCase(Class<E> type) {
            this.type = type;
        }

        @Override
        public E convert(String name) {
            return Words.named(type, name)
                    .orElseThrow(() -> new CommandLine.TypeConversionException(
                            "There is no (%s), only %s.".formatted(name, Words.all(type))));
        }
    }

    static final class FormatConverter extends LowerCase<Format> {
        FormatConverter() {
            super(Format.class);
        }
    }

    static final class ObjectiveConverter extends LowerCase<Objective> {
        ObjectiveConverter() {
            super(Objective.class);
        }
    }

    static final class RunTimesConverter extends LowerCase<RunTimes> {
        RunTimesConverter() {
            super(RunTimes.class);
        }
    }

    static final class WorldConverter extends LowerCase<World> {
        WorldConverter() {
            super(World.class);
        }
    }

    static final class PolicyConverter implements ITypeConverter<QueuePolicy> {
        @Override
        public QueuePolicy convert(String name) {
            try {
                return QueuePolicy.named(name);
            } catch (IllegalArgumentException unknown) {
                throw new CommandLine.TypeConversionException(String.valueOf(unknown.getMessage()));
            }
        }
    }

    static final class MachineConverter implements ITypeConverter<MachineShape> {
        @Override
        public MachineShape convert(String text) {
            try {
                return MachineShape.parse(text);
            } catch (IllegalArgumentException unreadable) {
                throw new CommandLine.TypeConversionException(String.valueOf(unreadable.getMessage()));
            }
        }
    }
}
