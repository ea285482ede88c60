package io.exaplan.engine.book;

import io.exaplan.engine.model.AcceleratorDemand;
import io.exaplan.engine.model.Deadline;
import io.exaplan.engine.model.Fabric;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Width;
import io.exaplan.engine.model.Work;
import io.exaplan.engine.model.WorkerShape;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A job with something changed about it. */
final class ChangedJob {
    /** What each further worker or device adds, of what the first ones do: the same default as at submission. */
    private static final double USUAL_EFFICIENCY = 0.95;

    private final JobFacts job;
    private WorkerShape shape;
    private Width width;
    private AcceleratorDemand accelerators;
    private Fabric fabric;
    private Work work;
    private long earliestStart;
    private @Nullable Deadline deadline;
    private int priority;

    ChangedJob(JobFacts job) {
        this.job = job;
        shape = job.shape();
        width = job.width();
        accelerators = job.accelerators();
        fabric = job.fabric();
        work = job.work();
        earliestStart = job.earliestStartSecond();
        deadline = job.deadlineOrNull();
        priority = job.priority();
    }

    JobFacts build() {
        return new JobFacts(
                job.id(),
                job.name(),
                job.tenant(),
                job.kind(),
                shape,
                width,
                accelerators,
                fabric,
                work,
                job.submittedSecond(),
                earliestStart,
                deadline,
                priority,
                job.value(),
                job.preemptible(),
                job.minimumRunSeconds(),
                job.data());
    }

    /** A rigid gang narrower than its narrowest width, which takes longer. */
    ChangedJob workers(int workers) {
        work = times(slowdown(width.minWorkers(), workers));
        width = Width.rigid(workers);
        return this;
    }

    /** Workers with fewer devices, which take longer. */
    ChangedJob milliDevices(int milliDevices) {
        work = times(slowdown(shape.milliDevices(), milliDevices));
        shape = new WorkerShape(milliDevices, shape.cpuMilli(), shape.memoryMib());
        return this;
    }

    /** A run of a part of its length. */
    ChangedJob part(double part) {
        work = times(part);
        return this;
    }

    /** At most so many replicas at any hour. */
    ChangedJob replicas(int most) {
        if (work instanceof Work.Service service) {
            work = new Work.Service(
                    service.replicasByHour().stream()
                            .map(replicas -> Math.min(replicas, most))
                            .toList(),
                    service.seconds());
        }
        return this;
    }

    ChangedJob accelerators(AcceleratorDemand others) {
        accelerators = others;
        return this;
    }

    ChangedJob work(Work other) {
        work = other;
        return this;
    }

    ChangedJob fabric(Fabric other) {
        fabric = other;
        return this;
    }

    ChangedJob earliestStart(long second) {
        earliestStart = second;
        return this;
    }

    ChangedJob deadline(long second) {
        deadline = new Deadline(second, true);
        return this;
    }

    ChangedJob priority(int other) {
        priority = other;
        return this;
    }

    private static double slowdown(int before, int after) {
        return 1 + USUAL_EFFICIENCY * (before - after) / after;
    }

    private Work times(double factor) {
        return switch (work) {
            case Work.Fixed(long seconds) -> new Work.Fixed(times(seconds, factor));
            case Work.ByModel(Map<String, Long> secondsByModel) -> {
                Map<String, Long> changed = new TreeMap<>();
                secondsByModel.forEach((model, seconds) -> changed.put(model, times(seconds, factor)));
                yield new Work.ByModel(changed);
            }
            // A service lasts as long as it is wanted, whatever serves it.
            case Work.Service service -> service;
        };
    }

    private static long times(long seconds, double factor) {
        return Math.max(1, (long) Math.ceil(seconds * factor));
    }
}
