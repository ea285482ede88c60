package io.exaplan.agent.driver;

/** What came of the wish to end a run. */
public sealed interface StopOutcome {

    /** The run is ending or has ended; its report tells which. */
    record Ending() implements StopOutcome {}

    /** The cluster never held it. */
    record NeverHeld() implements StopOutcome {}

    /**
     * Not now; the same order may succeed later.
     *
     * @param problem one sentence for people
     */
    record Postponed(String problem) implements StopOutcome {}
}
