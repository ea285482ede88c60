package io.exaplan.engine.book;

import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change that would start a job sooner, the smallest of its kind: it was planned on a copy of the book, and so was the
 * same change one step smaller, which would not.
 *
 * @param kind what would change
 * @param from how it is stated now, for people
 * @param to how it would have to be stated, for people
 * @param job the job as changed: {@link PlanBook#insert} of it does what is said here; of a reservation given back, {@link
 *     PlanBook#reservationsChanged} without it does, of more quota {@link PlanBook#accountsChanged} with it
 * @param placement where and when it would start
 * @param endSecond when it would end, {@link Long#MAX_VALUE} without end
 * @param preempted runs that would have to end for it
 * @param releasedOrNull id of the reservation that would have to be given back, the job staying as it is; otherwise null
 * @param nominalPflopsOrNull nominal quota its tenant would have to have, the job staying as it is; otherwise null
 */
public record Counterfactual(
        Kind kind,
        String from,
        String to,
        JobFacts job,
        Placement placement,
        long endSecond,
        List<String> preempted,
        @Nullable String releasedOrNull,
        @Nullable Double nominalPflopsOrNull) {
    public Counterfactual {
        preempted = List.copyOf(preempted);
    }

    /** What can be changed about a job, in the order in which it is tried. */
    public enum Kind {
        /** A narrower gang, which runs longer. */
        FEWER_WORKERS,
        /** A service with fewer replicas at its fullest hours. */
        FEWER_REPLICAS,
        /** Fewer devices, or a smaller share of one, for each worker, which runs longer. */
        SMALLER_WORKER,
        /** One more accelerator model. */
        OTHER_MODEL,
        /** One more software stack. */
        OTHER_STACK,
        /** Devices with less memory. */
        LESS_DEVICE_MEMORY,
        /** Workers further apart. */
        RELAXED_TOPOLOGY,
        /** A later hard deadline. */
        LATER_DEADLINE,
        /** Less work, such as a run split at a checkpoint. */
        SHORTER_RUN,
        /** No earliest start. */
        EARLIER_START,
        /** A higher priority. */
        HIGHER_PRIORITY,
        /** A reservation given back before its end. */
        RESERVATION_RELEASED,
        /** A higher nominal quota of its tenant. */
        MORE_QUOTA
    }
}
