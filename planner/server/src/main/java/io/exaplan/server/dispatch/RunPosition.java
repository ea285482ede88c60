package io.exaplan.server.dispatch;

import io.exaplan.server.web.PageRequest;
import java.time.DateTimeException;
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
        try {
            int space = text.indexOf(' ');
            return new RunPosition(
                    Instant.parse(text.substring(0, Math.max(0, space))), UUID.fromString(text.substring(space + 1)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw PageRequest.notOurs(text);
        }
    }

    String text() {
        return ended + " " + id;
    }
}
