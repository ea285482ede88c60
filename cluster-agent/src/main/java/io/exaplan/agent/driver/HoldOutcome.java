package io.exaplan.agent.driver;

/** What came of the wish to hold a run. */
public sealed interface HoldOutcome {

    /** The cluster holds the run at this generation or a newer one, or knows its end. Its report tells the rest. */
    record Held() implements HoldOutcome {}

    /**
     * Not now; the same order may succeed later.
     *
     * @param problem one sentence for people
     */
    record Postponed(String problem) implements HoldOutcome {}

    /**
     * Never as it stands. Nothing was created or changed.
     *
     * @param problem the field, its value and what this cluster could do
     */
    record Impossible(String problem) implements HoldOutcome {}
}
