package io.exaplan.server.planning;

import io.exaplan.engine.model.Cut;

/** What became of a due start. */
public sealed interface StartOutcome {

    /** The run was created and will be offered to its cluster's agent. */
    record Leased(ActiveRun run) implements StartOutcome {}

    /** The plan said yes, the nodes say no: keep such jobs away for a while. */
    record NoRoom(Cut cut) implements StartOutcome {}

    /**
     * Not at this moment: the cluster is stale, an older run still stands in the way.
     *
     * @param reason for people and the log
     */
    record NotNow(String reason) implements StartOutcome {}
}
