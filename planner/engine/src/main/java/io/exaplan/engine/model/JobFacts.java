package io.exaplan.engine.model;

import io.exaplan.engine.kernel.Seconds;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A job that may be placed or moved.
 *
 * @param id stable identity
 * @param name for people
 * @param tenant id of its tenant
 * @param kind training or inference
 * @param shape what one worker takes
 * @param width how many workers; for inference the workers of one replica, rigid
 * @param accelerators which devices it can use
 * @param fabric how close its workers must stand
 * @param work how long it takes
 * @param submittedSecond plan time of its submission
 * @param earliestStartSecond plan time before which it must not start
 * @param deadlineOrNull when it must have ended, null when it has no deadline
 * @param priority higher goes first; unplaced jobs cost by priority
 * @param value what placing it is worth, at least 0; 1 when nothing is known
 * @param preemptible whether a running attempt may be ended for another job
 * @param minimumRunSeconds run time before which it is not preempted
 * @param data what it reads, and where it may run
 */
public record JobFacts(
        long id,
        String name,
        int tenant,
        WorkKind kind,
        WorkerShape shape,
        Width width,
        AcceleratorDemand accelerators,
        Fabric fabric,
        Work work,
        long submittedSecond,
        long earliestStartSecond,
        @Nullable Deadline deadlineOrNull,
        int priority,
        double value,
        boolean preemptible,
        long minimumRunSeconds,
        DataNeeds data) {
    public JobFacts {
        data = orNone(data);
        if ((kind == WorkKind.INFERENCE) != (work instanceof Work.Service)) {
            throw new IllegalArgumentException(
                    "The job (%s) is %s and its work is %s.\nGive replicas by hour to inference, a run time to training."
                            .formatted(name, kind, work));
        }
        if (kind == WorkKind.INFERENCE && width.elastic()) {
            throw new IllegalArgumentException(
                    "The service (%s) has replicas of %d to %d workers.\nState one size for a replica; their number follows the hour."
                            .formatted(name, width.minWorkers(), width.maxWorkers()));
        }
    }

    /** A job that reads no dataset and may run anywhere. */
    public JobFacts(
            long id,
            String name,
            int tenant,
            WorkKind kind,
            WorkerShape shape,
            Width width,
            AcceleratorDemand accelerators,
            Fabric fabric,
            Work work,
            long submittedSecond,
            long earliestStartSecond,
            @Nullable Deadline deadlineOrNull,
            int priority,
            double value,
            boolean preemptible,
            long minimumRunSeconds) {
        this(
                id,
                name,
                tenant,
                kind,
                shape,
                width,
                accelerators,
                fabric,
                work,
                submittedSecond,
                earliestStartSecond,
                deadlineOrNull,
                priority,
                value,
                preemptible,
                minimumRunSeconds,
                DataNeeds.NONE);
    }

    /** The same job, not before a second. */
    public JobFacts startingAt(long second) {
        return new JobFacts(
                id,
                name,
                tenant,
                kind,
                shape,
                width,
                accelerators,
                fabric,
                work,
                submittedSecond,
                second,
                deadlineOrNull,
                priority,
                value,
                preemptible,
                minimumRunSeconds,
                data);
    }

    public Optional<Deadline> deadline() {
        return Optional.ofNullable(deadlineOrNull);
    }

    /** Plan time from which it can be said to wait. */
    public long waitingSinceSecond() {
        return Math.max(submittedSecond, earliestStartSecond);
    }

    /**
     * How long it holds its devices.
     *
     * @param acceleratorModel catalogue key of the devices
     * @param workers a width it allows
     * @return seconds, rounded up; empty when it has no run time on this model; {@link Seconds#FOREVER} without end
     */
    public OptionalLong secondsOn(String acceleratorModel, int workers) {
        OptionalLong narrowest = work.secondsOn(acceleratorModel);
        if (narrowest.isEmpty() || workers == width.minWorkers() || work instanceof Work.Service) {
            return narrowest;
        }
        return OptionalLong.of((long) Math.ceil(narrowest.getAsLong() / width.speedUp(workers)));
    }

    /** When it ends, {@link Seconds#FOREVER} without end. It must have a run time on the partition's model. */
    public long endSecond(Placement placement, PartitionFacts partition) {
        long seconds = secondsOn(partition.acceleratorModel(), placement.width())
                .orElseThrow(() -> new IllegalArgumentException(
                        "The job (%s) states no run time on %s, the model of partition (%s).\nMaybe check its eligibility first."
                                .formatted(name, partition.acceleratorModel(), partition.key())));
        return Seconds.after(placement.startSecond(), seconds);
    }

    /** Whether it ends by its hard deadline, if it has one. */
    public boolean endsInTime(Placement placement, PartitionFacts partition) {
        return deadlineOrNull == null
                || !deadlineOrNull.hard()
                || endSecond(placement, partition) <= deadlineOrNull.second();
    }

    /** What is not stated, as in receipts from before, is none. */
    private static DataNeeds orNone(@Nullable DataNeeds stated) {
        return stated == null ? DataNeeds.NONE : stated;
    }
}
