package io.exaplan.engine.testing;

import io.exaplan.engine.kernel.TimeWindow;
import io.exaplan.engine.model.BudgetFacts;
import io.exaplan.engine.model.Cut;
import io.exaplan.engine.model.DatasetFacts;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.PlanningSettings;
import io.exaplan.engine.model.ReservationFacts;
import io.exaplan.engine.model.RunFacts;
import io.exaplan.engine.model.TargetFacts;
import io.exaplan.engine.model.TenantFacts;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A problem at second 0 with a horizon of a week and nothing frozen, until said otherwise. */
public final class ProblemBuilder {
    private final List<PartitionFacts> partitions = new ArrayList<>();
    private final List<JobFacts> jobs = new ArrayList<>();
    private final List<RunFacts> runs = new ArrayList<>();
    private final List<TenantFacts> tenants = new ArrayList<>();
    private final List<ReservationFacts> reservations = new ArrayList<>();
    private final List<DatasetFacts> datasets = new ArrayList<>();
    private final List<BudgetFacts> budgets = new ArrayList<>();
    private final List<TargetFacts> targets = new ArrayList<>();
    private final List<Cut> cuts = new ArrayList<>();
    private final Map<Long, Placement> current = new TreeMap<>();
    private long now;
    private long horizon = 7 * 24 * 3600;
    private long frozenUntil;
    private ZoneId zone = ZoneId.of("Asia/Shanghai");
    private PlanningSettings settings = PlanningSettings.defaults();

    private ProblemBuilder() {}

    public static ProblemBuilder aProblem() {
        return new ProblemBuilder();
    }

    /** A run of a job at a placement. */
    public static RunFacts aRun(String runId, JobFacts job, Placement placement, long endSecond, String... nodes) {
        return new RunFacts(runId, job, placement, endSecond, Set.of(nodes));
    }

    public ProblemBuilder now(long second) {
        now = second;
        frozenUntil = Math.max(frozenUntil, second);
        return this;
    }

    public ProblemBuilder horizon(long second) {
        horizon = second;
        return this;
    }

    public ProblemBuilder frozenUntil(long second) {
        frozenUntil = second;
        return this;
    }

    public ProblemBuilder zone(String id) {
        zone = ZoneId.of(id);
        return this;
    }

    public ProblemBuilder settings(PlanningSettings value) {
        settings = value;
        return this;
    }

    public ProblemBuilder partition(PartitionBuilder partition) {
        return partition(partition.build());
    }

    public ProblemBuilder partition(PartitionFacts partition) {
        partitions.add(partition);
        return this;
    }

    public ProblemBuilder job(JobBuilder job) {
        return job(job.build());
    }

    public ProblemBuilder job(JobFacts job) {
        jobs.add(job);
        return this;
    }

    /** A job with a start in the plan before. */
    public ProblemBuilder planned(JobBuilder job, Placement at) {
        JobFacts facts = job.build();
        current.put(facts.id(), at);
        return job(facts);
    }

    public ProblemBuilder run(RunFacts run) {
        runs.add(run);
        return this;
    }

    /** A tenant with a quota in PFLOPS, of what it borrows and lends at most; a cohort of "" is none. */
    public ProblemBuilder tenant(int id, String cohort, double nominal, double borrows, double lends) {
        tenants.add(new TenantFacts(id, "tenant-" + id, cohort, nominal, borrows, lends, 1));
        return this;
    }

    public ProblemBuilder cut(Cut cut) {
        cuts.add(cut);
        return this;
    }

    /** So many nodes of a partition kept for a tenant within a window. */
    public ProblemBuilder reserved(String id, int partition, int tenant, int nodes, long from, long until) {
        return reservation(new ReservationFacts(id, partition, tenant, 0, nodes, List.of(new TimeWindow(from, until))));
    }

    /** So many nodes of a partition closed within a window. */
    public ProblemBuilder maintenance(String id, int partition, int nodes, long from, long until) {
        return reservation(new ReservationFacts(id, partition, null, 0, nodes, List.of(new TimeWindow(from, until))));
    }

    /** A budget in PFLOPS-days within a window, of which some are consumed. */
    public ProblemBuilder budget(String id, int tenant, double pflopsDays, double consumed, long from, long until) {
        budgets.add(new BudgetFacts(id, tenant, new TimeWindow(from, until), pflopsDays, consumed));
        return this;
    }

    /** What a cohort is promised within a window, in PFLOPS on average. */
    public ProblemBuilder cohortTarget(String id, String cohort, double pflops, long from, long until) {
        targets.add(new TargetFacts(id, null, cohort, new TimeWindow(from, until), pflops, 0));
        return this;
    }

    /** What a tenant is promised within a window, in PFLOPS on average. */
    public ProblemBuilder target(String id, int tenant, double pflops, long from, long until) {
        targets.add(new TargetFacts(id, tenant, "", new TimeWindow(from, until), pflops, 0));
        return this;
    }

    public ProblemBuilder dataset(DatasetFacts dataset) {
        datasets.add(dataset);
        return this;
    }

    public ProblemBuilder reservation(ReservationFacts reservation) {
        reservations.add(reservation);
        return this;
    }

    public PlanningProblem build() {
        partitions.sort(Comparator.comparingInt(PartitionFacts::id));
        jobs.sort(Comparator.comparingLong(JobFacts::id));
        runs.sort(Comparator.comparing(RunFacts::runId));
        reservations.sort(Comparator.comparing(ReservationFacts::id));
        return new PlanningProblem(
                        now, horizon, frozenUntil, zone, partitions, tenants, jobs, runs, cuts, current, settings)
                .withFacts(reservations, budgets, datasets, targets);
    }
}
