package io.exaplan.benchmarks;

import io.exaplan.benchmarks.BoundingProgram.Amount;
import io.exaplan.benchmarks.BoundingProgram.Column;
import io.exaplan.benchmarks.Ways.Way;
import io.exaplan.engine.kernel.TimeWindow;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.replay.trace.CityTrace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An upper bound on the value of a city plan in which every job ends by the horizon, by linear programming.
 *
 * <p>Columns: the part of each job on each model it may run on, at each width the planner tries. No job is placed more than once;
 * {@link CapacityRows} and {@link AccountRows} say what holds beside that, and why every plan satisfies them. Take a plan, and for each
 * job the model it stands on and the width it has as its part 1, at the least it takes so: the rows hold, so that the optimum bounds
 * the plan's value. The narrowest width alone would not do: a job may end in time at a wider one only, and wide gangs count in rows
 * of other powers. {@link BoundingProgram} says why what is returned bounds the optimum.
 * Day 0 and power 1 alone are the loose bound of {@code shared/data/README.md}. Reservations of tenants are left aside, which
 * only loosens it.
 *
 * <p>{@code bin/benchmark LinearBound PARTITIONS JOBS [SECONDS]}, or {@code LinearBound FILE.json.xz - SECONDS fine}
 * for a stored instance and the finer bound alone.
 */
public final class LinearBound {
    private final BoundingProgram program = new BoundingProgram();

    /**
     * @param problem jobs with whole devices, all bound to end by the horizon
     * @param fine whether with a row for each day and power, or one for each model
     */
    LinearBound(PlanningProblem problem, boolean fine) {
        List<TimeWindow> all = List.of(new TimeWindow(problem.nowSecond(), problem.horizonSecond()));
        CapacityRows devices = new CapacityRows(problem, program, all, fine);
        AccountRows accounts = new AccountRows(problem, program, all);
        Ways ways = new Ways(problem, true);
        for (JobFacts job : problem.jobs()) {
            List<Column> columns = new ArrayList<>();
            for (Way way : ways.of(job)) {
                if (accounts.allows(job.tenant(), way.gangTflops())) {
                    double most = way.leastDeviceSeconds();
                    List<Amount> amounts = new ArrayList<>(devices.of(job, way.model(), way.workers(), 0, most));
                    amounts.addAll(accounts.of(job.tenant(), 0, most * way.tflops()));
                    columns.add(new Column(value(problem, job), amounts));
                }
            }
            program.group(columns);
        }
    }

    public static void main(String[] args) throws IOException {
        boolean stored = args[0].endsWith(".xz");
        PlanningProblem problem =
                stored ? StoredCity.read(Path.of(args[0])) : CityTrace.read(Path.of(args[0]), Path.of(args[1]));
        int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 120;
        double total =
                problem.jobs().stream().mapToDouble(job -> value(problem, job)).sum();
        boolean[] both = {false, true};
        for (boolean fine : args.length > 3 ? new boolean[] {true} : both) {
            long began = System.nanoTime();
            LinearBound bound = new LinearBound(problem, fine);
            double most = bound.solve(seconds);
            System.out.printf(
                    "{\"rows\":\"%s\",\"count\":%d,\"columns\":%d,\"bound\":%.0f,\"shareOfTotal\":%.5f,\"seconds\":%.1f}%n",
                    fine ? "model, day and gang" : "model",
                    bound.program.rows(),
                    bound.program.columns(),
                    most,
                    most / total,
                    (System.nanoTime() - began) / 1e9);
        }
    }

    /** What a job is worth in a plan, as often as its urgency says. */
    static double value(PlanningProblem problem, JobFacts job) {
        return problem.settings().unplacedCost(job)
                / (1000.0 * problem.settings().unplacedWeight());
    }

    /** The bound, after so many seconds of the solver at most. */
    double solve(int seconds) {
        return program.solve("GLOP", seconds);
    }
}
