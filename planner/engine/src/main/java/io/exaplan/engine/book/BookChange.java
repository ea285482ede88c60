package io.exaplan.engine.book;

import java.util.List;

/**
 * What an event did to the plan.
 *
 * @param revision revision of the book after it
 * @param moves every start that changed, each job once, sorted by job
 */
public record BookChange(long revision, List<Move> moves) {
    public BookChange {
        moves = List.copyOf(moves);
    }
}
