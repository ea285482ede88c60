package io.exaplan.server.planning;

import io.exaplan.engine.model.Cut;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.RunFacts;
import io.exaplan.engine.model.WorkerShape;
import io.exaplan.server.demand.Job;
import io.exaplan.server.demand.Jobs;
import io.exaplan.server.inventory.Inventories;
import io.exaplan.server.inventory.PartitionRow;
import io.exaplan.server.time.PlanTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Makes a book from nothing but the database, all of it as of one moment. */
@Component
class BookReader {
    private final Jobs jobs;
    private final JobIntake intake;
    private final Inventories inventories;
    private final PartitionAssembly partitionAssembly;
    private final RunLedger ledger;
    private final PlanStore plans;
    private final TenantReader tenants;
    private final RulesReader rules;
    private final PlanTime planTime;
    private final LoopSettings settings;
    private final Weights weights;
    private final JdbcClient sql;

    BookReader(
            Jobs jobs,
            JobIntake intake,
            Inventories inventories,
            PartitionAssembly partitionAssembly,
            RunLedger ledger,
            PlanStore plans,
            TenantReader tenants,
            RulesReader rules,
            PlanTime planTime,
            LoopSettings settings,
            Weights weights,
            JdbcClient sql) {
        this.jobs = jobs;
        this.intake = intake;
        this.inventories = inventories;
        this.partitionAssembly = partitionAssembly;
        this.ledger = ledger;
        this.plans = plans;
        this.tenants = tenants;
        this.rules = rules;
        this.planTime = planTime;
        this.settings = settings;
        this.weights = weights;
        this.sql = sql;
    }

    /** What was read, before there is a book. */
    record Read(
            PlanningProblem problem,
            Map<Long, Known> known,
            Map<Long, Job> jobs,
            Map<Long, AllocationRow> allocations,
            List<ActiveRun> runs,
            List<PartitionRow> rows) {}

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Read read() {
        List<ActiveRun> runs = ledger.active();
        Map<Long, Job> live = new HashMap<>();
        jobs.live(job -> live.put(job.id(), job));
        List<Long> missing = runs.stream()
                .map(ActiveRun::jobId)
                .filter(jobId -> !live.containsKey(jobId))
                .toList();
        jobs.withIds(missing).forEach(job -> live.put(job.id(), job));
        Map<Long, Known> known = new HashMap<>();
        live.values().forEach(job -> known.put(job.id(), intake.known(job)));
        List<PartitionRow> rows = inventories.partitions();
        Map<Long, AllocationRow> allocations =
                plans.allocations().stream().collect(Collectors.toMap(AllocationRow::jobId, row -> row));
        PlanningProblem problem = rules.ruled(problem(known, allocations, runs, rows), rows);
        return new Read(problem, known, live, allocations, runs, rows);
    }

    private PlanningProblem problem(
            Map<Long, Known> known,
            Map<Long, AllocationRow> allocations,
            List<ActiveRun> runs,
            List<PartitionRow> rows) {
        Instant now = planTime.now();
        long second = now.getEpochSecond();
        List<PartitionFacts> partitions = rows.stream()
                .map(row -> partitionAssembly.facts(row, now, BookState.heldOn(row.id(), runs, known)))
                .sorted(Comparator.comparingInt(PartitionFacts::id))
                .toList();
        List<JobFacts> waiting = known.values().stream()
                .filter(job -> job.standing() instanceof Standing.Waiting)
                .map(Known::facts)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingLong(JobFacts::id))
                .toList();
        Map<Long, Placement> current = new HashMap<>();
        waiting.forEach(job -> {
            AllocationRow row = allocations.get(job.id());
            if (row != null) {
                current.put(job.id(), row.placement());
            }
        });
        return new PlanningProblem(
                second,
                second + settings.horizon().toSeconds(),
                second + settings.frozen().toSeconds(),
                settings.zone(),
                partitions,
                tenants.all(),
                waiting,
                runFacts(runs, known, second),
                cuts(second),
                current,
                weights.current());
    }

    private static List<RunFacts> runFacts(List<ActiveRun> runs, Map<Long, Known> known, long now) {
        return runs.stream()
                .flatMap(run -> {
                    Known job = known.get(run.jobId());
                    return job == null || job.facts() == null
                            ? java.util.stream.Stream.<RunFacts>empty()
                            : java.util.stream.Stream.of(BookState.facts(run, job.facts(), now));
                })
                .sorted(Comparator.comparing(RunFacts::runId))
                .toList();
    }

    private List<Cut> cuts(long now) {
        return sql.sql("""
                        select partition_id, milli_devices, cpu_milli, memory_mib, workers,
                               extract(epoch from plan_until)::bigint as until_second
                        from cut where plan_until > to_timestamp(:now) order by id""")
                .param("now", now)
                .query((row, index) -> new Cut(
                        row.getInt("partition_id"),
                        new WorkerShape(
                                row.getInt("milli_devices"), row.getLong("cpu_milli"), row.getLong("memory_mib")),
                        row.getInt("workers"),
                        row.getLong("until_second")))
                .list();
    }
}
