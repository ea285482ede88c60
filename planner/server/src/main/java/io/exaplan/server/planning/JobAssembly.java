package io.exaplan.server.planning;

import io.exaplan.engine.catalogue.Stack;
import io.exaplan.engine.model.AcceleratorDemand;
import io.exaplan.engine.model.DataNeeds;
import io.exaplan.engine.model.Deadline;
import io.exaplan.engine.model.Fabric;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Width;
import io.exaplan.engine.model.Work;
import io.exaplan.engine.model.WorkKind;
import io.exaplan.engine.model.WorkerShape;
import io.exaplan.server.demand.Job;
import io.exaplan.server.demand.JobSpec;
import io.exaplan.server.demand.PriorityClass;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** From a job as its team states it to a job as it is planned. */
final class JobAssembly {
    /** What each worker more is worth where the team states no curve: 95% of the first ones. */
    private static final double USUAL_SCALING = 0.95;

    private final AcceleratorNames names;

    JobAssembly(AcceleratorNames names) {
        this.names = names;
    }

    /** What a job is to the plan. */
    Known known(Job job) {
        return switch (job.state()) {
            case QUEUED, SCHEDULED -> waiting(job);
            case ACTIVE -> known(job, new Standing.Active());
            case SUSPENDED -> known(job, new Standing.Suspended());
            case SUCCEEDED, FAILED, CANCELLED -> known(job, new Standing.Ended());
        };
    }

    private Known waiting(Job job) {
        return switch (facts(job)) {
            case Assembled.Facts(JobFacts facts) ->
                new Known(job.id(), job.tenantId(), job.revision(), new Standing.Waiting(), facts);
            case Assembled.Impossible(String why) ->
                new Known(job.id(), job.tenantId(), job.revision(), new Standing.Misconfigured(why), null);
        };
    }

    private Known known(Job job, Standing standing) {
        JobFacts facts = facts(job) instanceof Assembled.Facts(JobFacts assembled) ? assembled : null;
        return new Known(job.id(), job.tenantId(), job.revision(), standing, facts);
    }

    /** What came of a job's statement. */
    sealed interface Assembled {
        record Facts(JobFacts facts) implements Assembled {}

        /** @param why for its owner */
        record Impossible(String why) implements Assembled {}
    }

    Assembled facts(Job job) {
        JobSpec spec = job.spec();
        Set<String> models = names.keys(spec.accelerators().models());
        return switch (WorkStated.of(spec, models, 1 - job.workDone())) {
            case WorkStated.Unknown(String why) -> new Assembled.Impossible(why);
            case WorkStated.Known(Work work) -> new Assembled.Facts(facts(job, models, work));
        };
    }

    private static JobFacts facts(Job job, Set<String> models, Work work) {
        JobSpec spec = job.spec();
        return new JobFacts(
                job.id(),
                spec.name(),
                job.tenantId(),
                WorkKind.valueOf(spec.kind().name()),
                new WorkerShape(
                        spec.worker().milliDevices(),
                        spec.worker().cpuMilli(),
                        spec.worker().memoryMib()),
                width(spec),
                new AcceleratorDemand(models, stacks(spec), spec.accelerators().minMemoryGib()),
                new Fabric(
                        Fabric.Domain.valueOf(spec.fabric().domain().name()),
                        spec.fabric().required()),
                work,
                job.planSubmitted().getEpochSecond(),
                earliest(job),
                deadline(spec),
                priority(spec.priorityClass()),
                1,
                spec.preemptible(),
                spec.minimumRunTime().toSeconds(),
                new DataNeeds(Set.copyOf(spec.datasets()), clusters(job)));
    }

    /** Where it may run: with work done, only where its checkpoint can be read. Empty for anywhere. */
    private static Set<String> clusters(Job job) {
        JobSpec spec = job.spec();
        Set<String> residency = Set.copyOf(spec.residency());
        JobSpec.Checkpoint checkpoint = spec.checkpoint();
        if (job.workDone() == 0
                || checkpoint == null
                || checkpoint.readableFrom().isEmpty()) {
            return residency;
        }
        return checkpoint.readableFrom().stream()
                .filter(cluster -> residency.isEmpty() || residency.contains(cluster))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> stacks(JobSpec spec) {
        return spec.accelerators().stacks().stream().map(Stack::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Width width(JobSpec spec) {
        JobSpec.Gang gang = spec.gang();
        if (!gang.elastic()) {
            return Width.rigid(gang.workers());
        }
        boolean stated = gang.speedUps().size() == gang.maxWorkers() - gang.minWorkers() + 1;
        return new Width(
                gang.minWorkers(),
                gang.maxWorkers(),
                stated ? gang.speedUps() : usualSpeedUps(gang.minWorkers(), gang.maxWorkers()));
    }

    private static List<Double> usualSpeedUps(int min, int max) {
        return IntStream.rangeClosed(min, max)
                .mapToObj(workers -> 1 + USUAL_SCALING * (workers - min) / min)
                .toList();
    }

    private static long earliest(Job job) {
        Instant stated = job.spec().earliestStart();
        long submitted = job.planSubmitted().getEpochSecond();
        return stated == null ? submitted : Math.max(submitted, ceil(stated));
    }

    static long ceil(Instant instant) {
        return instant.getNano() == 0 ? instant.getEpochSecond() : instant.getEpochSecond() + 1;
    }

    private static @Nullable Deadline deadline(JobSpec spec) {
        JobSpec.Deadline deadline = spec.deadline();
        return deadline == null ? null : new Deadline(deadline.at().getEpochSecond(), deadline.hard());
    }

    /** What a class counts for: LOW half of NORMAL, HIGH twice, CRITICAL four times; only higher ones preempt lower. */
    static int priority(PriorityClass stated) {
        return switch (stated) {
            case LOW -> -1;
            case NORMAL -> 0;
            case HIGH -> 1;
            case CRITICAL -> 3;
        };
    }
}
