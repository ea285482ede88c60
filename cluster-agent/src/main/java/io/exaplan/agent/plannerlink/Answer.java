package io.exaplan.agent.plannerlink;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of a request to the planner. */
public sealed interface Answer<T> {

    /** The planner's message, complete. */
    record Accepted<T>(T message) implements Answer<T> {}

    /**
     * The planner refused.
     *
     * @param refusal the kind
     * @param detail what it said, for people
     * @param waitAtLeast how long it asked to wait before the next try, absent when it did not
     */
    record Refused<T>(
            Refusal refusal, String detail, @Nullable Duration waitAtLeast) implements Answer<T> {

        /** How long the planner asked to wait before the next try. */
        public Optional<Duration> askedToWait() {
            return Optional.ofNullable(waitAtLeast);
        }
    }

    /**
     * Nobody answered, or nobody who speaks the protocol.
     *
     * @param problem what happened, for people
     */
    record Missing<T>(String problem) implements Answer<T> {}
}
