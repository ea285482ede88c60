package io.exaplan.benchmarks;

import io.exaplan.benchmarks.BoundingProgram.Amount;
import io.exaplan.benchmarks.BoundingProgram.Column;
import io.exaplan.benchmarks.Ways.Way;
import io.exaplan.engine.kernel.TimeWindow;
import io.exaplan.engine.model.Attainment;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PlanFigures;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.TargetFacts;
import io.exaplan.engine.model.TenantFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * An upper bound on the PFLOPS-days that a plan attains of all targets, of each at most what it wants, by linear programming.
 *
 * <p>The targets' windows cut time into segments. Columns: how much of each job is done on each model, at each width, in each
 * segment, as a part of all it does that way; and how much of each target is attained, as a part of what it still wants. Rows:
 * a job is done at most once in all its columns; of a job that does not fit a segment no more is done there than fits after its
 * release; what is attained of a target is no more than what the columns of its tenants in the segments of its window bring;
 * and the rows of {@link CapacityRows} and {@link AccountRows}.
 *
 * <p>Why it bounds: a plan's job stands on one model at one width; its part in a segment is what it does there over all it does.
 * Those parts are at most 1 in all, at most what fits, and take of devices and quota what the rows count, which hold for every plan. What
 * the plan attains is what runs and the past bring, which is the same for all plans, and what those parts bring. So the plan is a
 * solution with its own attainment as value, and the optimum is no less.
 *
 * <p>{@code bin/benchmark TargetBound FILE.json.xz [SECONDS]}.
 */
public final class TargetBound {
    private static final double TFLOPS_SECONDS_PER_PFLOPS_DAY = 1000.0 * 86_400;

    private final PlanningProblem problem;
    private final BoundingProgram program = new BoundingProgram();
    private final List<TimeWindow> segments;
    private final CapacityRows devices;
    private final AccountRows accounts;
    private final Map<Integer, List<Counted>> targetsByTenant = new HashMap<>();
    private double attainedAnyway;

    /** A target that wants more, and its row. */
    private record Counted(TargetFacts target, int row) {}

    TargetBound(PlanningProblem problem, boolean fine) {
        this.problem = problem;
        this.segments = segments(problem);
        this.devices = new CapacityRows(problem, program, segments, fine);
        this.accounts = new AccountRows(problem, program, segments);
        addTargets();
        Ways ways = new Ways(problem, false);
        problem.jobs().forEach(job -> add(job, ways.of(job)));
    }

    public static void main(String[] args) throws IOException {
        PlanningProblem problem = StoredCity.read(Path.of(args[0]));
        double wanted = problem.targets().stream()
                .mapToDouble(TargetFacts::wantedPflopsDays)
                .sum();
        long began = System.nanoTime();
        TargetBound bound = new TargetBound(problem, true);
        double most = bound.solve(args.length > 1 ? Integer.parseInt(args[1]) : 300);
        System.out.printf(
                "{\"count\":%d,\"columns\":%d,\"wantedPflopsDays\":%.1f,\"attainablePflopsDays\":%.1f,\"share\":%.5f,\"seconds\":%.1f}%n",
                bound.program.rows(),
                bound.program.columns(),
                wanted,
                most,
                most / wanted,
                (System.nanoTime() - began) / 1e9);
    }

    /** The bound in PFLOPS-days, after so many seconds of the solver at most. */
    double solve(int seconds) {
        return attainedAnyway + program.solve("GLOP", seconds);
    }

    /** What some attainments come to, of each target at most what it wants. */
    static double attained(List<Attainment> attainments) {
        return attainments.stream()
                .mapToDouble(each -> Math.min(each.wantedPflopsDays(), each.attainedPflopsDays()))
                .sum();
    }

    private static List<TimeWindow> segments(PlanningProblem problem) {
        TreeSet<Long> cuts = new TreeSet<>(List.of(problem.nowSecond(), problem.horizonSecond()));
        for (TargetFacts target : problem.targets()) {
            cuts.add(Math.clamp(target.window().fromSecond(), problem.nowSecond(), problem.horizonSecond()));
            cuts.add(Math.clamp(target.window().untilSecond(), problem.nowSecond(), problem.horizonSecond()));
        }
        List<Long> bounds = List.copyOf(cuts);
        List<TimeWindow> segments = new ArrayList<>();
        for (int i = 0; i + 1 < bounds.size(); i++) {
            segments.add(new TimeWindow(bounds.get(i), bounds.get(i + 1)));
        }
        return segments;
    }

    private void addTargets() {
        Map<String, Attainment> anyway = new HashMap<>();
        new PlanFigures(problem, Map.of()).attainments().forEach(each -> anyway.put(each.target(), each));
        for (TargetFacts target : problem.targets()) {
            Attainment before = anyway.get(target.id());
            double attained = before == null ? 0 : Math.min(before.attainedPflopsDays(), before.wantedPflopsDays());
            double left = target.wantedPflopsDays() - attained;
            attainedAnyway += attained;
            if (left > 0) {
                int row = program.row(target.id(), 0, Math.max(1e-3, left));
                program.group(List.of(new Column(left, List.of(new Amount(row, left)))));
                for (int tenant : counted(target)) {
                    targetsByTenant
                            .computeIfAbsent(tenant, absent -> new ArrayList<>())
                            .add(new Counted(target, row));
                }
            }
        }
    }

    private List<Integer> counted(TargetFacts target) {
        return target.tenantOrNull() != null
                ? List.of(target.tenantOrNull())
                : problem.tenants().stream()
                        .filter(target::counts)
                        .map(TenantFacts::id)
                        .toList();
    }

    private void add(JobFacts job, List<Way> ways) {
        List<Counted> targets = targetsByTenant.getOrDefault(job.tenant(), List.of());
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < segments.size() && !targets.isEmpty(); i++) {
            TimeWindow segment = segments.get(i);
            List<Counted> here = targets.stream()
                    .filter(counted -> counted.target().window().fromSecond() <= segment.fromSecond()
                            && counted.target().window().untilSecond() >= segment.untilSecond())
                    .toList();
            if (!here.isEmpty()) {
                add(job, ways, i, here, columns);
            }
        }
        program.group(columns);
    }

    private void add(JobFacts job, List<Way> ways, int segment, List<Counted> targets, List<Column> columns) {
        long start = Math.max(segments.get(segment).fromSecond(), job.earliestStartSecond());
        long fits = segments.get(segment).untilSecond() - start;
        boolean longer = ways.stream().anyMatch(way -> way.seconds() > fits);
        int limit = longer && fits > 0 ? program.row("job %d in segment %d".formatted(job.id(), segment), 1, 1) : -1;
        for (Way way : ways) {
            if (fits > 0 && accounts.allows(job.tenant(), way.gangTflops())) {
                double all = way.mostDeviceSeconds();
                List<Amount> amounts = new ArrayList<>(devices.of(job, way.model(), way.workers(), segment, all));
                double work = all * way.tflops();
                amounts.addAll(accounts.of(job.tenant(), segment, work));
                targets.forEach(
                        counted -> amounts.add(new Amount(counted.row(), -work / TFLOPS_SECONDS_PER_PFLOPS_DAY)));
                if (limit >= 0) {
                    amounts.add(new Amount(limit, 1 / way.mostWithin(fits)));
                }
                columns.add(new Column(0, amounts));
            }
        }
    }
}
