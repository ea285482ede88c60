package io.exaplan.server.dispatch;

import io.exaplan.server.web.PageRequest;
import io.exaplan.server.web.Values;
import java.time.Instant;
import java.util.UUID;

/**
 * Where a page of runs ended.
 *
 * @param ended when the run ended, in plan time; when it was leased, of one that did not
 * @param id the run
 */
record RunPosition(Instant ended, UUID id) {

    /** The same of a row of run; an index has it. */
    static final String END = "coalesce(run.plan_ended, run.plan_leased)";

    static RunPosition of(RunView run) {
        Instant ended = run.ended();
        return new RunPosition(ended == null ? run.leased() : ended, run.id());
    }

    static RunPosition parsed(String text) {
        int space = text.indexOf(' ');
        Instant ended =
                Values.instant(text.substring(0, Math.max(0, space))).orElseThrow(() -> PageRequest.notOurs(text));
        UUID id = RunReports.uuid(text.substring(space + 1)).orElseThrow(() -> PageRequest.notOurs(text));
        return new RunPosition(ended, id);
    }

    String text() {
        return ended + " " + id;
    }
}
