package io.exaplan.benchmarks;

import io.exaplan.engine.book.DueStart;
import io.exaplan.engine.book.PlanBook;
import io.exaplan.engine.checker.PlanChecker;
import io.exaplan.engine.checker.Violation;
import io.exaplan.engine.model.Attainment;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanFigures;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.RunFacts;
import io.exaplan.engine.solver.Budget;
import io.exaplan.engine.solver.CityPlanner;
import io.exaplan.engine.solver.ImprovedPlan;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.LongConsumer;

/**
 * Experiment E: the city plan and the plan book at the size of a city, on a stored instance: seconds of wall time and of CPU time of
 * the one thread that works, since the machine is often shared.
 *
 * <p>{@code bin/benchmark EngineBenchmark [SECONDS [INSTANCE]]}: seconds for a plan, the first one included (60), and the name
 * of an instance (full-1). Shares are of the bounds stored beside it ({@link StoredBounds}). Ends with one line of JSON; exit 1
 * when an insertion takes 50 ms or more in the 99th percentile, or when the checker finds fault with a plan.
 */
public final class EngineBenchmark {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int INSERTIONS = 2_000;
    private static final int EVENTS = 500;
    private static final double LONGEST_INSERTION_MICROS = 50_000;

    private final Map<String, Number> figures = new LinkedHashMap<>();
    private final PlanningProblem problem;
    private final StoredBounds bounds;
    private int violations;

    private EngineBenchmark(String instance) throws IOException {
        problem = StoredCity.read(StoredCity.instance(instance));
        bounds = StoredBounds.of(instance);
    }

    public static void main(String[] args) throws IOException {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 60;
        EngineBenchmark benchmark = new EngineBenchmark(args.length > 1 ? args[1] : "full-1");
        System.exit(benchmark.run(seconds) ? 0 : 1);
    }

    private boolean run(int seconds) {
        CityPlanner planner = CityPlanner.create();
        ImprovedPlan[] plan = new ImprovedPlan[1];
        seconds("firstPlan", () -> plan[0] = planner.improve(problem, Budget.ofSteps(0, 1)));
        shares("FirstPlan", plan[0]);
        check(plan[0].placements());
        seconds("search", () -> plan[0] = planner.improve(problem, Budget.ofMillis(seconds * 1000L, 1)));
        figures.put("searchSteps", plan[0].steps());
        shares("Searched", plan[0]);
        check(plan[0].placements());
        PlanBook[] book = new PlanBook[1];
        PlanningProblem planned = problem.withCurrent(plan[0].placements());
        seconds("opening", () -> book[0] = new PlanBook(planned));
        measureEvents(book[0]);
        report();
        return violations == 0
                && figures.getOrDefault("insertionP99CpuMicros", Double.NaN).doubleValue() < LONGEST_INSERTION_MICROS;
    }

    private void shares(String name, ImprovedPlan plan) {
        figures.put("placedJobs" + name, plan.placements().size());
        figures.put("valueShare" + name, valueInTime(problem, plan.placements()) / bounds.value());
        List<Attainment> attained = new PlanFigures(problem, plan.placements()).attainments();
        figures.put("targetShare" + name, TargetBound.attained(attained) / bounds.targetPflopsDays());
        figures.put(
                "worstTarget" + name,
                attained.stream().mapToDouble(Attainment::share).min().orElse(1));
    }

    /** Value of the jobs that end within the horizon, each as often as its urgency says: what the bound bounds. */
    static double valueInTime(PlanningProblem problem, Map<Long, Placement> placements) {
        Map<Integer, PartitionFacts> partitions = new HashMap<>();
        problem.partitions().forEach(partition -> partitions.put(partition.id(), partition));
        double value = 0;
        for (JobFacts job : problem.jobs()) {
            Placement at = placements.get(job.id());
            PartitionFacts partition = at == null ? null : partitions.get(at.partition());
            if (at != null && partition != null && job.endSecond(at, partition) <= problem.horizonSecond()) {
                value += LinearBound.value(problem, job);
            }
        }
        return value;
    }

    private void measureEvents(PlanBook book) {
        GeneratedJobs more = GeneratedCity.more(7, problem);
        List<JobFacts> jobs = new ArrayList<>();
        for (int i = 0; i < INSERTIONS; i++) {
            jobs.add(more.job());
        }
        percentiles("insertion", INSERTIONS, i -> book.insert(jobs.get((int) i)));
        List<RunFacts> runs = new ArrayList<>();
        for (DueStart due : book.due(0)) {
            runs.add(run(book, due));
        }
        figures.put("runsStarted", runs.size());
        percentiles("start", runs.size(), i -> book.runStarted(runs.get((int) i)));
        percentiles("advance", 60, i -> book.advance(i));
        int events = Math.min(EVENTS, runs.size() / 2);
        percentiles("earlyEnd", events, i -> book.runEnded(runs.get((int) i).runId()));
        percentiles("overrun", events, i -> {
            RunFacts run = runs.get(events + (int) i);
            book.runExtended(run.runId(), run.endSecond() + 7200);
        });
        PlanningProblem after = book.snapshot();
        seconds("check", () -> check(after, after.current()));
    }

    private void check(Map<Long, Placement> placements) {
        check(problem, placements);
    }

    private void check(PlanningProblem judged, Map<Long, Placement> placements) {
        List<Violation> found = PlanChecker.checkPlan(judged, placements);
        found.stream().limit(5).forEach(System.out::println);
        violations += found.size();
    }

    private static RunFacts run(PlanBook book, DueStart due) {
        long end = book.expectedEndOf(due.job().id()).orElseThrow();
        return new RunFacts("run-" + due.job().id(), due.job(), due.placement(), end, Set.of());
    }

    private void seconds(String name, Runnable work) {
        long wall = System.nanoTime();
        long start = THREADS.getCurrentThreadCpuTime();
        work.run();
        figures.put(name + "CpuSeconds", (THREADS.getCurrentThreadCpuTime() - start) / 1e9);
        figures.put(name + "Seconds", (System.nanoTime() - wall) / 1e9);
    }

    /** Times each call; the first half of insertions and starts warms up and is not counted. */
    private void percentiles(String name, int calls, LongConsumer work) {
        long[] nanos = new long[calls];
        for (int i = 0; i < calls; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            work.accept(i);
            nanos[i] = THREADS.getCurrentThreadCpuTime() - start;
        }
        long[] counted = Arrays.copyOfRange(nanos, calls / 2, calls);
        Arrays.sort(counted);
        figures.put(name + "P50CpuMicros", counted[counted.length / 2] / 1e3);
        figures.put(name + "P99CpuMicros", counted[counted.length * 99 / 100] / 1e3);
        figures.put(name + "MaxCpuMicros", counted[counted.length - 1] / 1e3);
    }

    private void report() {
        figures.put("peakMiB", Figures.peakMebibytes());
        StringJoiner json = new StringJoiner(",", "{", "}");
        figures.forEach((name, value) -> json.add("\"%s\":%s"
                .formatted(name, value instanceof Double d ? String.format(Locale.ROOT, "%.4f", d) : value)));
        json.add("\"violations\":" + violations);
        System.out.println(json);
    }
}
