package io.exaplan.server.planning;

import io.exaplan.engine.book.PlanBook;
import io.exaplan.engine.model.Footprint;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.RunFacts;
import io.exaplan.server.demand.JobCondition;
import io.exaplan.server.inventory.PartitionRow;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The book with what it was made from. Belongs to one thread. */
final class BookState {
    private final PlanBook book;
    private final Map<Long, Known> jobs;
    private final Map<UUID, ActiveRun> runs;
    private final Map<Long, UUID> runOfJob = new HashMap<>();
    private final Map<Integer, PartitionRow> rows;
    private final Map<Integer, PartitionFacts> facts;
    private final Map<Long, List<JobCondition>> told = new HashMap<>();

    BookState(
            PlanBook book,
            Map<Long, Known> jobs,
            Collection<ActiveRun> runs,
            Collection<PartitionRow> rows,
            Collection<PartitionFacts> facts) {
        this.book = book;
        this.jobs = new HashMap<>(jobs);
        this.runs = new HashMap<>();
        this.rows = new TreeMap<>();
        this.facts = new TreeMap<>();
        runs.forEach(this::put);
        rows.forEach(row -> this.rows.put(row.id(), row));
        facts.forEach(fact -> this.facts.put(fact.id(), fact));
    }

    PlanBook book() {
        return book;
    }

    long nowSecond() {
        return book.nowSecond();
    }

    // Jobs

    @Nullable
    Known job(long jobId) {
        return jobs.get(jobId);
    }

    void put(Known job) {
        jobs.put(job.jobId(), job);
    }

    /** Forgets a job that is over, unless a run of it still holds capacity. */
    void forgetEnded(long jobId) {
        Known job = jobs.get(jobId);
        if (job != null && job.standing() instanceof Standing.Ended && !runOfJob.containsKey(jobId)) {
            jobs.remove(jobId);
            told.remove(jobId);
        }
    }

    Collection<Known> jobs() {
        return jobs.values();
    }

    /** What a job was last told keeps it waiting. */
    @Nullable
    List<JobCondition> told(long jobId) {
        return told.get(jobId);
    }

    void tell(long jobId, List<JobCondition> conditions) {
        told.put(jobId, conditions);
    }

    /** Where a job stands: by its run, or by its start in the plan. */
    Optional<Placement> placeOf(long jobId) {
        return runOf(jobId).map(ActiveRun::placement).or(() -> book.placementOf(jobId));
    }

    // Runs

    @Nullable
    ActiveRun run(UUID runId) {
        return runs.get(runId);
    }

    Optional<ActiveRun> runOf(long jobId) {
        return Optional.ofNullable(runOfJob.get(jobId)).map(runs::get);
    }

    List<ActiveRun> runs() {
        return List.copyOf(runs.values());
    }

    /** When each run was leased, by its id. */
    Map<String, Long> leasedSeconds() {
        Map<String, Long> leased = HashMap.newHashMap(runs.size());
        runs.forEach((id, run) -> leased.put(id.toString(), run.planLeased().getEpochSecond()));
        return leased;
    }

    void put(ActiveRun run) {
        runs.put(run.runId(), run);
        runOfJob.put(run.jobId(), run.runId());
    }

    @Nullable
    ActiveRun removeRun(UUID runId) {
        ActiveRun run = runs.remove(runId);
        if (run != null) {
            runOfJob.remove(run.jobId(), runId);
        }
        return run;
    }

    /** As the engine wants it: a run that was told to stop is expected to be gone at once. */
    static RunFacts facts(ActiveRun run, JobFacts job, long nowSecond) {
        long end = run.stopping() ? Math.min(nowSecond, run.endSecond()) : run.endSecond();
        return new RunFacts(run.runId().toString(), job, run.placement(), end, run.nodes());
    }

    // Partitions

    @Nullable
    PartitionRow row(int partitionId) {
        return rows.get(partitionId);
    }

    @Nullable
    PartitionFacts partition(int partitionId) {
        return facts.get(partitionId);
    }

    Collection<PartitionRow> rows() {
        return rows.values();
    }

    void put(PartitionRow row, PartitionFacts fact) {
        rows.put(row.id(), row);
        facts.put(fact.id(), fact);
    }

    void removePartition(int partitionId) {
        rows.remove(partitionId);
        facts.remove(partitionId);
    }

    /** The runs on a partition as far as its capacity is concerned. */
    List<PartitionAssembly.HeldRun> heldOn(int partitionId) {
        return heldOn(partitionId, runs.values(), jobs);
    }

    static List<PartitionAssembly.HeldRun> heldOn(int partitionId, Collection<ActiveRun> runs, Map<Long, Known> jobs) {
        return runs.stream()
                .filter(run -> run.partitionId() == partitionId && !run.nodes().isEmpty())
                .map(run -> held(run, jobs))
                .toList();
    }

    private static PartitionAssembly.HeldRun held(ActiveRun run, Map<Long, Known> jobs) {
        Known job = jobs.get(run.jobId());
        long milliDevices =
                job == null || job.facts() == null ? 0 : Footprint.milliDevicesOfGang(job.facts(), run.width());
        return new PartitionAssembly.HeldRun(
                milliDevices, run.nodes(), run.planStart().getEpochSecond(), run.endSecond());
    }
}
