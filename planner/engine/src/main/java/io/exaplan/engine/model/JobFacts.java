package io.exaplan.engine.model;

import java.util.Optional;
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
        long minimumRunSeconds) {

    public Optional<Deadline> deadline() {
        return Optional.ofNullable(deadlineOrNull);
    }
}
