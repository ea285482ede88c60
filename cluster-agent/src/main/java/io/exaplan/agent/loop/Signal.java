package io.exaplan.agent.loop;

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

    /** The agent shall end. */
    record Stop() implements Signal {}

    /** Nothing but time has passed. */
    record Time() implements Signal {}
}
