package io.exaplan.engine.book;

import io.exaplan.engine.book.Move.Reason;
import io.exaplan.engine.model.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects what one event moves: each job once, from where it first was to where it is in the end. */
final class Moves {
    private final Map<Long, Move> byJob = new TreeMap<>();

    void add(long jobId, @Nullable Placement from, @Nullable Placement to, Reason reason) {
        Move first = byJob.get(jobId);
        byJob.put(
                jobId,
                first == null ? new Move(jobId, from, to, reason) : new Move(jobId, first.from(), to, first.reason()));
    }

    /** A job that was not in the plan before, or is no longer: nobody was told of a start that could move. */
    void drop(long jobId) {
        byJob.remove(jobId);
    }

    List<Move> toList() {
        List<Move> moves = new ArrayList<>();
        for (Move move : byJob.values()) {
            if (!Objects.equals(move.from(), move.to())) {
                moves.add(move);
            }
        }
        return moves;
    }
}
