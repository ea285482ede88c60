package io.exaplan.agent.loop;

import io.exaplan.agent.apply.OrdersApplier;
import io.exaplan.agent.plannerlink.Answer;
import io.exaplan.contract.SyncRequest;
import io.exaplan.contract.SyncResponse;

/** What wakes the loop. */
sealed interface Signal {

    /** Inventory or runs have changed. */
    record Changed() implements Signal {}

    /**
     * A request has been answered, or never will be.
     *
     * @param sentNanos when it was sent, by {@link System#nanoTime}
     */
    record Answered(SyncRequest request, Answer<SyncResponse> answer, long sentNanos) implements Signal {}

    /**
     * Orders have been carried out, or could not be.
     *
     * @param sessionEpoch the session that brought them
     */
    record Applied(long sessionEpoch, Attempt attempt) implements Signal {}

    /** What came of carrying out orders. */
    sealed interface Attempt {

        record Done(OrdersApplier.Outcome outcome) implements Attempt {}

        /** The cluster could not be driven; the message says why. */
        record Failed(String problem) implements Attempt {}

        /** A defect of ours, which ends the agent as everywhere else. */
        record Broken(RuntimeException defect) implements Attempt {}
    }

    /** The agent shall end. */
    record Stop() implements Signal {}

    /** Nothing but time has passed. */
    record Time() implements Signal {}
}
