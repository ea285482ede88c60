package io.exaplan.benchmarks;

import io.exaplan.engine.book.Adoption;
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
import io.exaplan.engine.solver.ValueBound;
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
 * What the plan book and the city plan cost at the size of a city, on one thread: in CPU time of that thread, since the
 * machine is shared and waiting for a core says nothing about the engine.
 *
 * <p>{@code bin/benchmark EngineBenchmark [partitions jobs devices searchSeconds [promises]]}, by default 400, 60,000, 124,000
 * and 20; {@code promises} adds reservations, budgets, targets and datasets ({@link CityPromises}).
 * Shares of the bound count the value of jobs that end within the horizon. Ends with one line of JSON; exit 1 when an insertion takes a millisecond or more in the 99th percentile, or when the
 * checker finds fault with a plan.
 */
public final class EngineBenchmark {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int INSERTIONS = 4_000;
    private static final int EVENTS = 500;

    private final GeneratedCity city;
    private final boolean promises;
    private final Map<String, Number> figures = new LinkedHashMap<>();
    private int violations;

    private EngineBenchmark(boolean promises) {
        this.promises = promises;
        city = promises ? new GeneratedCity(1, CityPromises.TENANTS) : new GeneratedCity(1);
    }

    public static void main(String[] args) {
        int[] sizes = {400, 60_000, 124_000, 20};
        boolean promises = args.length > sizes.length && "promises".equals(args[sizes.length]);
        for (int i = 0; i < Math.min(args.length, sizes.length); i++) {
            sizes[i] = Integer.parseInt(args[i]);
        }
        System.exit(new EngineBenchmark(promises).run(sizes) ? 0 : 1);
    }

    private boolean run(int[] sizes) {
        PlanningProblem generated = city.problem(sizes[0], sizes[1], sizes[2]);
        PlanningProblem problem = promises ? CityPromises.made(generated) : generated;
        CityPlanner planner = CityPlanner.create();
        ImprovedPlan[] first = new ImprovedPlan[1];
        seconds("constructionCpuSeconds", () -> first[0] = planner.improve(problem, Budget.ofSteps(0, 1)));
        figures.put("placedJobs", first[0].placements().size());
        double bound = ValueBound.of(problem);
        figures.put("shareOfBoundFirstPlan", valueInTime(problem, first[0].placements()) / bound);
        attained("FirstPlan", problem, first[0].placements());
        PlanningProblem planned = problem.withCurrent(first[0].placements());
        PlanBook[] book = new PlanBook[1];
        seconds("openingCpuSeconds", () -> book[0] = new PlanBook(planned));
        ImprovedPlan better = planner.improve(book[0].snapshot(), Budget.ofMillis(sizes[3] * 1000L, 1));
        figures.put("searchSteps", better.steps());
        figures.put("shareOfBoundSearched", valueInTime(problem, better.placements()) / bound);
        attained("Searched", problem, better.placements());
        seconds("adoptionCpuSeconds", () -> say(book[0].adopt(better)));
        measureEvents(book[0]);
        report();
        return violations == 0
                && figures.getOrDefault("insertionP99CpuMicros", Double.NaN).doubleValue() < 1000;
    }

    /** Value of the jobs that end within the horizon, each as often as its urgency says: what the bound bounds. */
    private static double valueInTime(PlanningProblem problem, Map<Long, Placement> placements) {
        Map<Integer, PartitionFacts> partitions = new HashMap<>();
        problem.partitions().forEach(partition -> partitions.put(partition.id(), partition));
        double value = 0;
        for (JobFacts job : problem.jobs()) {
            Placement at = placements.get(job.id());
            PartitionFacts partition = at == null ? null : partitions.get(at.partition());
            if (at != null && partition != null && job.endSecond(at, partition) <= problem.horizonSecond()) {
                value += problem.settings().unplacedCost(job)
                        / (1000.0 * problem.settings().unplacedWeight());
            }
        }
        return value;
    }

    private void attained(String plan, PlanningProblem problem, Map<Long, Placement> placements) {
        if (!problem.targets().isEmpty()) {
            List<Attainment> all = new PlanFigures(problem, placements).attainments();
            double wanted =
                    all.stream().mapToDouble(Attainment::wantedPflopsDays).sum();
            double attained = all.stream()
                    .mapToDouble(each -> Math.min(each.wantedPflopsDays(), each.attainedPflopsDays()))
                    .sum();
            figures.put("targetShare" + plan, attained / wanted);
            figures.put(
                    "worstTargetShare" + plan,
                    all.stream().mapToDouble(Attainment::share).min().orElse(1));
        }
    }

    private static void say(Adoption adoption) {
        System.out.println(adoption.getClass().getSimpleName() + ": " + adoption.before() + " -> " + adoption.after());
    }

    private void measureEvents(PlanBook book) {
        List<JobFacts> jobs = new ArrayList<>();
        for (int i = 0; i < INSERTIONS; i++) {
            jobs.add(city.job());
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
        seconds("checkCpuSeconds", () -> check(after));
    }

    private void check(PlanningProblem problem) {
        List<Violation> found = PlanChecker.checkPlan(problem, problem.current());
        found.stream().limit(5).forEach(System.out::println);
        violations += found.size();
    }

    private static RunFacts run(PlanBook book, DueStart due) {
        long end = book.expectedEndOf(due.job().id()).orElseThrow();
        return new RunFacts("run-" + due.job().id(), due.job(), due.placement(), end, Set.of());
    }

    private void seconds(String name, Runnable work) {
        long start = THREADS.getCurrentThreadCpuTime();
        work.run();
        figures.put(name, (THREADS.getCurrentThreadCpuTime() - start) / 1e9);
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
        StringJoiner json = new StringJoiner(",", "{", "}");
        figures.forEach((name, value) -> json.add("\"%s\":%s"
                .formatted(name, value instanceof Double d ? String.format(Locale.ROOT, "%.3f", d) : value)));
        json.add("\"violations\":" + violations);
        System.out.println(json);
    }
}
