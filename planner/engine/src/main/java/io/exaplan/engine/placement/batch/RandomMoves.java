package io.exaplan.engine.placement.batch;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.optaplanner.core.api.score.director.ScoreDirector;
import org.optaplanner.core.impl.heuristic.selector.move.factory.MoveIteratorFactory;

/** Endless random moves, of which each step looks at a limited number. */
abstract class RandomMoves implements MoveIteratorFactory<BatchPlan, SeatMove> {

    /** Moves of one step; when none of them is accepted, the least bad is made, so that a step always ends. */
    private static final int MOST_MOVES = 400;

    /** Throws of the dice in a row that may lead nowhere. */
    private static final int MOST_MISSES = 200;

    /** Throws the dice for a move over a plan as it is by then; nothing where they lead nowhere. */
    abstract Supplier<Optional<SeatMove>> proposals(BatchPlan plan, Random random);

    @Override
    public final long getSize(ScoreDirector<BatchPlan> director) {
        return director.getWorkingSolution().workers().size();
    }

    @Override
    public final Iterator<SeatMove> createOriginalMoveIterator(ScoreDirector<BatchPlan> director) {
        throw new UnsupportedOperationException(
                "The moves are endless and cannot be listed.\nMaybe ask for them in random order.");
    }

    @Override
    public final Iterator<SeatMove> createRandomMoveIterator(ScoreDirector<BatchPlan> director, Random random) {
        Supplier<Optional<SeatMove>> proposals = proposals(director.getWorkingSolution(), random);
        return Stream.generate(() -> next(proposals)).limit(MOST_MOVES).iterator();
    }

    private static SeatMove next(Supplier<Optional<SeatMove>> proposals) {
        for (int miss = 0; miss < MOST_MISSES; miss++) {
            Optional<SeatMove> move = proposals.get();
            if (move.isPresent()) {
                return move.get();
            }
        }
        return new SeatMove(List.of());
    }
}
