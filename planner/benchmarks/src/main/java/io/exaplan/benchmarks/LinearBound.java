package io.exaplan.benchmarks;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.model.Eligibility;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.replay.trace.CityTrace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An upper bound on the value of a city plan in which every job ends by the horizon, by linear programming.
 *
 * <p>Variables: the part of each job on each model it may run on. Rows: no job is placed more than once; and for each
 * model, each day and each power of two, the device-seconds of certain jobs are no more than what there is for them.
 * Those are the jobs that cannot start before the day and whose gang is a multiple of the power; what there is for them
 * are, on each partition, the devices rounded down to a multiple of the power, from the day's beginning to the horizon.
 *
 * <p>Why every plan satisfies the rows, so that the optimum bounds its value: take a plan, and for each job the model it
 * stands on as its part 1. A job that may not start before a day takes all of its device-seconds between that day and the
 * horizon. At any moment the gangs of the row on one partition add up to a multiple of the power, which is at most its
 * devices rounded down. Summed over moments and partitions this is the row. Day 0 and power 1 alone are the loose bound of
 * {@code shared/data/README.md}.
 *
 * <p>What the solver returns is trusted for its prices only: for any prices at least 0 the bound is computed here anew (a
 * plan's jobs have at most their best surplus each, and pay together for no more than there is), so that neither
 * tolerances nor an early end of the solver can make it wrong.
 *
 * <p>{@code bin/benchmark LinearBound PARTITIONS JOBS [SECONDS]}.
 */
public final class LinearBound {
    private static final long DAY = 24 * 3600L;

    private final PlanningProblem problem;
    private final boolean fine;
    private final Map<Row, Double> capacity = new TreeMap<>();
    private final List<List<Option>> options = new ArrayList<>();

    /**
     * @param model catalogue key
     * @param day days from the beginning
     * @param power gangs that are multiples of it
     */
    private record Row(String model, int day, int power) implements Comparable<Row> {
        @Override
        public int compareTo(Row other) {
            int byModel = model.compareTo(other.model);
            int byDay = Integer.compare(day, other.day);
            return byModel != 0 ? byModel : byDay != 0 ? byDay : Integer.compare(power, other.power);
        }
    }

    /** A job on a model: what it takes there, in device-seconds, and the rows that count it. */
    private record Option(double deviceSeconds, List<Row> rows) {
        Option {
            rows = List.copyOf(rows);
        }
    }

    /**
     * @param problem jobs with whole devices, all bound to end by the horizon, nothing running
     * @param fine whether with a row for each day and power, or one for each model
     */
    LinearBound(PlanningProblem problem, boolean fine) {
        this.problem = problem;
        this.fine = fine;
        for (JobFacts job : problem.jobs()) {
            options.add(optionsOf(job));
        }
        capacity.keySet().forEach(row -> capacity.put(row, capacityOf(row)));
    }

    public static void main(String[] args) {
        PlanningProblem problem = CityTrace.read(Path.of(args[0]), Path.of(args[1]));
        int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 120;
        double total = problem.jobs().stream().mapToDouble(JobFacts::value).sum();
        for (boolean fine : new boolean[] {false, true}) {
            long began = System.nanoTime();
            double bound = new LinearBound(problem, fine).solve(seconds);
            System.out.printf(
                    "{\"rows\":\"%s\",\"bound\":%.0f,\"shareOfTotal\":%.5f,\"seconds\":%.1f}%n",
                    fine ? "model, day and gang" : "model", bound, bound / total, (System.nanoTime() - began) / 1e9);
        }
    }

    /** The bound, after so many seconds of the solver at most. */
    double solve(int seconds) {
        Loader.loadNativeLibraries();
        MPSolver solver = MPSolver.createSolver("GLOP");
        if (solver == null) {
            throw new IllegalStateException("OR-Tools has no linear solver here.");
        }
        double unit = capacity.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElse(1)
                / 1e6;
        Map<Row, MPConstraint> rows = new TreeMap<>();
        capacity.forEach((row, most) ->
                rows.put(row, solver.makeConstraint(Double.NEGATIVE_INFINITY, most / unit, row.toString())));
        for (int job = 0; job < options.size(); job++) {
            MPConstraint once = solver.makeConstraint(Double.NEGATIVE_INFINITY, 1, "");
            double value = problem.jobs().get(job).value();
            for (Option option : options.get(job)) {
                MPVariable part = solver.makeNumVar(0, Double.POSITIVE_INFINITY, "");
                once.setCoefficient(part, 1);
                solver.objective().setCoefficient(part, value);
                for (Row row : option.rows()) {
                    constraint(rows, row).setCoefficient(part, option.deviceSeconds() / unit);
                }
            }
        }
        solver.objective().setMaximization();
        solver.setTimeLimit(seconds * 1000L);
        solver.solve();
        Map<Row, Double> prices = new HashMap<>();
        rows.forEach((row, constraint) -> prices.put(row, Math.max(0, Math.abs(constraint.dualValue()) / unit)));
        return bound(prices);
    }

    /** The bound that some prices prove. */
    private double bound(Map<Row, Double> prices) {
        double bound = 0;
        for (Map.Entry<Row, Double> row : capacity.entrySet()) {
            bound += row.getValue() * prices.getOrDefault(row.getKey(), 0.0);
        }
        for (int job = 0; job < options.size(); job++) {
            double surplus = 0;
            for (Option option : options.get(job)) {
                double price = 0;
                for (Row row : option.rows()) {
                    price += prices.getOrDefault(row, 0.0);
                }
                surplus = Math.max(surplus, problem.jobs().get(job).value() - price * option.deviceSeconds());
            }
            bound += surplus;
        }
        return bound;
    }

    private static MPConstraint constraint(Map<Row, MPConstraint> rows, Row row) {
        MPConstraint found = rows.get(row);
        if (found == null) {
            throw new IllegalStateException("There is no row %s.".formatted(row));
        }
        return found;
    }

    private List<Option> optionsOf(JobFacts job) {
        int devices = job.shape().wholeDevices() * job.width().minWorkers();
        long start = Math.max(problem.nowSecond(), job.earliestStartSecond());
        Set<String> models = new TreeSet<>();
        for (PartitionFacts partition : problem.partitions()) {
            if (!models.contains(partition.acceleratorModel()) && Eligibility.allows(job, partition)) {
                models.add(partition.acceleratorModel());
            }
        }
        List<Option> found = new ArrayList<>();
        for (String model : models) {
            long seconds = job.work().secondsOn(model).orElse(Long.MAX_VALUE);
            if (seconds <= problem.horizonSecond() - start) {
                found.add(new Option((double) devices * seconds, rowsOf(model, start, devices)));
            }
        }
        return found;
    }

    private List<Row> rowsOf(String model, long start, int devices) {
        List<Row> rows = new ArrayList<>();
        int lastDay = fine ? (int) ((start - problem.nowSecond()) / DAY) : 0;
        for (int day = 0; day <= lastDay; day++) {
            for (int power = 1; devices % power == 0; power *= 2) {
                if (fine || power == 1) {
                    Row row = new Row(model, day, power);
                    capacity.put(row, 0.0);
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    private double capacityOf(Row row) {
        long from = problem.nowSecond() + row.day() * DAY;
        double sum = 0;
        for (PartitionFacts partition : problem.partitions()) {
            if (partition.acceleratorModel().equals(row.model())) {
                long unit = row.power() * 1000L;
                sum += roundedDown(partition, unit).integral(from, problem.horizonSecond()) / 1000.0;
            }
        }
        return sum;
    }

    private static Profile roundedDown(PartitionFacts partition, long unit) {
        return Profile.of(
                partition.milliDevices().before() / unit * unit,
                partition.milliDevices().steps().stream()
                        .map(step -> new Profile.Step(step.fromSecond(), step.value() / unit * unit))
                        .toList());
    }
}
