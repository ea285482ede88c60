package io.exaplan.server.replay;

import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.replay.city.CityReplay;
import io.exaplan.engine.replay.trace.CityTrace;
import io.exaplan.engine.replay.trace.TraceException;
import io.exaplan.engine.solver.Budget;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plans a city whose jobs are all known at the start, and reports what of their value it places. */
@Command(
        name = "city",
        description = "Plans a week of a city whose jobs are all known at the start.",
        mixinStandardHelpOptions = true)
final class CityCommand implements Callable<Integer> {

    @Option(names = "--partitions", required = true, paramLabel = "FILE", description = "partition,model,tflops,...")
    private Path partitions = Path.of("");

    @Option(names = "--jobs", required = true, paramLabel = "FILE", description = "job,release_h,devices,...")
    private Path jobs = Path.of("");

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "Seconds for the plan, construction included (default ${DEFAULT-VALUE}).")
    private double seconds = 60;

    @Option(names = "--steps", paramLabel = "N", description = "Most steps of the search, for a plan to be repeated.")
    private int steps = Integer.MAX_VALUE;

    @Option(names = "--search", description = "on (default) or off: whether the first plan is improved by search.")
    private OnOff search = OnOff.ON;

    @Option(names = "--seed", description = "Seed of the search (default ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--json", paramLabel = "FILE", required = true, description = "Where the figures go.")
    private Path json = Path.of("");

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description = "Where the plan goes: job,partition,start_s,end_s,devices,value for each job with a start.")
    private @Nullable Path plan;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (!(seconds > 0) || seconds > 1e6 || steps < 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--seconds is %s and --steps %d: state at least a part of a second and no negative steps"
                            .formatted(seconds, steps));
        }
        PrintWriter progress = spec.commandLine().getErr();
        try {
            PlanningProblem problem = CityTrace.read(partitions, jobs);
            progress.printf(
                    "%d partitions, %d jobs%n",
                    problem.partitions().size(), problem.jobs().size());
            replay(problem);
            return 0;
        } catch (TraceException | UncheckedIOException refused) {
            progress.println(refused.getMessage());
            return 1;
        }
    }

    private void replay(PlanningProblem problem) {
        Budget budget = search == OnOff.OFF
                ? Budget.ofSteps(0, seed)
                : new Budget(steps, Math.max(1, Math.round(seconds * 1000)), seed, 0);
        long began = System.nanoTime();
        CityReplay.Result result = CityReplay.run(problem, budget);
        double used = (System.nanoTime() - began) / 1e9;
        double bound = CityReplay.bound(problem);
        CityReport report = new CityReport(
                problem.partitions().size(),
                problem.jobs().size(),
                search == OnOff.ON,
                seed,
                result.valuePlaced(),
                result.valueTotal(),
                bound,
                bound == 0 ? 1 : result.valuePlaced() / bound,
                result.jobsPlaced(),
                result.steps(),
                used,
                PeakMemory.mebibytes());
        report.write(json);
        if (plan != null) {
            write(problem, result.placements(), plan);
        }
    }

    private static void write(PlanningProblem problem, Map<Long, Placement> placements, Path file) {
        Map<Integer, PartitionFacts> byId =
                problem.partitions().stream().collect(Collectors.toMap(PartitionFacts::id, Function.identity()));
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("job,partition,start_s,end_s,devices,value\n");
            for (JobFacts job : problem.jobs()) {
                Placement at = placements.get(job.id());
                PartitionFacts partition = at == null ? null : byId.get(at.partition());
                if (at != null && partition != null) {
                    out.write("%s,%s,%d,%d,%d,%s\n"
                            .formatted(
                                    job.name(),
                                    partition.key(),
                                    at.startSecond(),
                                    job.endSecond(at, partition),
                                    at.width(),
                                    job.value()));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The plan cannot be written to %s.".formatted(file), failure);
        }
    }
}
