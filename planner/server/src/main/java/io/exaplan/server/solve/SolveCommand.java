package io.exaplan.server.solve;

import io.exaplan.engine.checker.Violation;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.solver.Budget;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Plans a problem out of a file. */
@Command(
        name = "solve",
        description = "Plans a problem out of a file and has the plan checked (docs/solve.md describes the file).",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:planned, and the checker has nothing against it; or the receipt repeats",
            "1:the file is no problem or receipt, the checker objects, or the receipt does not repeat",
            "2:wrongly called"
        })
public final class SolveCommand implements Callable<Integer> {

    private static final String ROW = "%-10s %-24s %-28s %-20s %-20s %5s%n";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "The problem, such as docs/examples/problem.json (problem.json).")
    private Path file = Path.of("problem.json");

    @Option(
            names = "--receipt",
            paramLabel = "FILE",
            description = "Plans a receipt again instead, by its own seed and steps, and compares hash and score.")
    private @Nullable Path receipt;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Most steps of the search; the same steps give the same plan.")
    private @Nullable Integer steps;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "Most seconds of the search (10 when neither is given).")
    private @Nullable Integer seconds;

    @Option(names = "--seed", paramLabel = "SEED", description = "Seed of the search (0).")
    private long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "Also writes the plan to a file, as JSON.")
    private @Nullable Path json;

    @Override
    public Integer call() {
        return receipt == null ? solve() : replay(receipt);
    }

    private Integer replay(Path path) {
        PrintWriter out = spec.commandLine().getOut();
        try {
            ReceiptReplay replay = ReceiptReplay.of(Files.readAllBytes(path));
            if (!replay.genuine()) {
                out.printf(
                        "%s was changed: its problem has the hash %s, it states %s.%n",
                        path, replay.hash(), replay.statedHash());
            } else if (replay.repeated()) {
                out.printf("%s repeats: %s%n", path, replay.score());
            } else {
                out.printf(
                        "%s does not repeat: %s instead of %s.%n%s%n",
                        path,
                        replay.score(),
                        replay.statedScore(),
                        replay.endedBySteps()
                                ? "Maybe another version planned it."
                                : "Time ended its search, which cannot be repeated exactly.");
            }
            out.flush();
            return replay.repeated() ? 0 : 1;
        } catch (InvalidProblem e) {
            e.findings().forEach(finding -> spec.commandLine().getErr().printf("%s: %s%n", path, finding));
        } catch (IOException e) {
            spec.commandLine().getErr().printf("%s cannot be read: %s.%nMaybe check the path.%n", path, e);
        }
        return 1;
    }

    private Integer solve() {
        Budget budget = budget();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            PlanningProblem problem = ProblemFile.read(Files.readAllBytes(file));
            SolvedPlan plan = SolvedPlan.of(problem, budget);
            print(plan, out);
            if (json != null) {
                Files.writeString(json, written(plan));
            }
            return plan.clean() ? 0 : 1;
        } catch (InvalidProblem e) {
            err.printf("%s cannot be planned:%n", file);
            e.findings().forEach(finding -> err.printf("  %s%n", finding));
        } catch (IOException e) {
            err.printf("%s cannot be read or written: %s.%nMaybe check the path.%n", file, e);
        }
        err.flush();
        return 1;
    }

    private Budget budget() {
        if ((steps != null && steps < 0) || (seconds != null && seconds < 1)) {
            throw new ParameterException(spec.commandLine(), "State at least 0 steps and at least 1 second.");
        }
        long millis = seconds == null
                ? (steps == null ? Duration.ofSeconds(10).toMillis() : Long.MAX_VALUE)
                : Duration.ofSeconds(seconds).toMillis();
        return new Budget(steps == null ? Integer.MAX_VALUE : steps, millis, seed, 0);
    }

    private static void print(SolvedPlan plan, PrintWriter out) {
        out.printf(ROW, "job", "name", "partition", "start", "end", "width");
        for (SolvedPlan.Line job : plan.jobs()) {
            out.printf(
                    ROW,
                    job.id(),
                    job.name(),
                    shown(job.partition()),
                    shown(job.start()),
                    shown(job.end()),
                    job.width());
            job.reasons().forEach(reason -> out.printf("%11s%s%n", "", reason));
        }
        out.printf(
                "%n%d of %d jobs placed; cost: unplaced %d, soft %d; %d steps of search.%n",
                plan.placed(),
                plan.jobs().size(),
                plan.cost().unplaced(),
                plan.cost().soft(),
                plan.steps());
        for (SolvedPlan.Target target : plan.targets()) {
            out.printf(
                    "target %s: %.3f of %.3f PFLOPS-days (%.1f%%)%n",
                    target.id(),
                    target.attained(),
                    target.wanted(),
                    Math.min(100, 100 * target.attained() / target.wanted()));
        }
        out.printf("checker: %s%n", plan.clean() ? "nothing against this plan" : "this plan breaks rules");
        for (Violation violation : plan.violations()) {
            out.printf("  %s %s: %s%s%n", violation.rule(), violation.jobs(), violation.detail(), why(violation));
        }
        out.flush();
    }

    private static String why(Violation violation) {
        if (violation.overrun()) {
            return " (by runs over their time)";
        }
        return violation.inherited() ? " (by what runs or was promised)" : "";
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "-" : value.toString();
    }

    private static String written(SolvedPlan plan) {
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(plan)
                + System.lineSeparator();
    }
}
