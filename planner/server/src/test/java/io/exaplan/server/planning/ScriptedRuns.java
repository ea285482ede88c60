package io.exaplan.server.planning;

import io.exaplan.engine.model.Placement;
import io.exaplan.server.demand.Job;
import io.exaplan.server.demand.JobLife;
import io.exaplan.server.demand.JobState;
import io.exaplan.server.time.PlanTime;
import io.exaplan.server.web.Changes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Runs that start when asked and end when a test says so. What a test scripts for a start is used once. */
@TestComponent
@Primary
class ScriptedRuns implements Starter, RunLedger {
    private record Event(long mark, UUID runId) {}

    private final JobLife life;
    private final PlanTime planTime;
    private final Changes changes;
    private final Map<UUID, ActiveRun> active = new ConcurrentHashMap<>();
    private final List<Event> events = new ArrayList<>();
    private final Map<String, ConcurrentLinkedQueue<BiFunction<Job, Placement, StartOutcome>>> script =
            new ConcurrentHashMap<>();

    ScriptedRuns(JobLife life, PlanTime planTime, Changes changes) {
        this.life = life;
        this.planTime = planTime;
        this.changes = changes;
    }

    /** What becomes of the next start of a job of this name. */
    void next(String jobName, BiFunction<Job, Placement, StartOutcome> outcome) {
        script.computeIfAbsent(jobName, absent -> new ConcurrentLinkedQueue<>()).add(outcome);
    }

    @Override
    public List<Due> inOrder(List<Due> due) {
        return due;
    }

    @Override
    public StartOutcome start(Due due, long planVersion) {
        Job job = due.job();
        Placement placement = due.placement();
        var scripted = script.getOrDefault(job.spec().name(), new ConcurrentLinkedQueue<>())
                .poll();
        return scripted == null ? lease(job, placement) : scripted.apply(job, placement);
    }

    @Override
    public void tell(Collection<Integer> partitions) {
        // Nobody listens: what was leased runs at once.
    }

    private StartOutcome lease(Job job, Placement placement) {
        Duration expected = Optional.ofNullable(job.spec().expectedDuration()).orElse(Duration.ofHours(1));
        ActiveRun run = new ActiveRun(
                UUID.randomUUID(),
                job.id(),
                placement.partition(),
                placement.width(),
                planTime.now(),
                planTime.now(),
                planTime.now().plus(expected),
                Set.of(),
                false);
        life.activated(job.id(), "leased by a test");
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                put(run);
            }
        });
        return new StartOutcome.Leased(run);
    }

    Optional<ActiveRun> runOf(long jobId) {
        return active.values().stream().filter(run -> run.jobId() == jobId).findFirst();
    }

    /** The run of a job succeeds, or gives way and its job waits again. */
    void end(long jobId, JobState state) {
        ActiveRun run = runOf(jobId).orElseThrow();
        synchronized (this) {
            active.remove(run.runId());
            events.add(new Event(events.size() + 1, run.runId()));
        }
        if (state == JobState.QUEUED) {
            life.requeued(jobId, "a test says so");
        } else {
            life.succeeded(List.of(jobId), "a test says so");
        }
        changes.publishAfterCommit(new RunsChanged(1));
    }

    /** All runs succeed whose time has come. */
    void endOverdue() {
        active().stream()
                .filter(run -> !run.planEnd().isAfter(planTime.now()))
                .forEach(run -> end(run.jobId(), JobState.SUCCEEDED));
    }

    private synchronized void put(ActiveRun run) {
        active.put(run.runId(), run);
        events.add(new Event(events.size() + 1, run.runId()));
    }

    @Override
    public synchronized List<ActiveRun> active() {
        return List.copyOf(active.values());
    }

    @Override
    public synchronized RunChanges changesAfter(long mark) {
        List<UUID> changed = events.stream()
                .filter(event -> event.mark() > mark)
                .map(Event::runId)
                .toList();
        return new RunChanges(
                events.size(),
                changed.stream().filter(active::containsKey).map(active::get).toList(),
                changed.stream().filter(run -> !active.containsKey(run)).toList());
    }

    @Override
    public synchronized long mark() {
        return events.size();
    }

    @Override
    public Stops stops(int clusterId) {
        return new Stops(Integer.MAX_VALUE, 0);
    }

    @Override
    public void preempt(Map<UUID, String> reasons) {
        reasons.keySet().forEach(this::preempt);
    }

    private void preempt(UUID runId) {
        ActiveRun run = active.get(runId);
        if (run != null) {
            put(new ActiveRun(
                    runId,
                    run.jobId(),
                    run.partitionId(),
                    run.width(),
                    run.planStart(),
                    run.planLeased(),
                    run.planEnd(),
                    run.nodes(),
                    true));
        }
    }
}
