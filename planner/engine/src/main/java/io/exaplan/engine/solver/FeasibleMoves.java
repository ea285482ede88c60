package io.exaplan.engine.solver;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import org.optaplanner.core.api.score.director.ScoreDirector;
import org.optaplanner.core.impl.heuristic.selector.move.factory.MoveIteratorFactory;

/** Moves whose targets are read off the profiles, so that none of them breaks a rule that was kept before. */
public final class FeasibleMoves implements MoveIteratorFactory<CityPlan, PlacementMove> {
    /** By turns at random; a kind named twice comes twice as often. */
    private static final List<Proposal> KINDS =
            List.of(new Relocation(), new Swap(), new Ejection(), new RuinAndRecreate(), new RuinAndRecreate());

    /** Moves of one step; when none of them is accepted, the least bad is made, so that a step always ends. */
    private static final int MOST_MOVES = 400;

    /** Throws of the dice in a row that may lead nowhere. */
    private static final int MOST_MISSES = 50;

    @Override
    public long getSize(ScoreDirector<CityPlan> director) {
        return director.getWorkingSolution().jobs().size();
    }

    @Override
    public Iterator<PlacementMove> createOriginalMoveIterator(ScoreDirector<CityPlan> director) {
        throw new UnsupportedOperationException(
                "The moves are endless and cannot be listed.\nMaybe ask for them in random order.");
    }

    @Override
    public Iterator<PlacementMove> createRandomMoveIterator(ScoreDirector<CityPlan> director, Random random) {
        return new Proposals(director.getWorkingSolution(), random);
    }

    /** The moves of one step. */
    private static final class Proposals implements Iterator<PlacementMove> {
        private final CityPlan plan;
        private final Random random;
        private int made;

        Proposals(CityPlan plan, Random random) {
            this.plan = plan;
            this.random = random;
        }

        @Override
        public boolean hasNext() {
            return made < MOST_MOVES;
        }

        @Override
        public PlacementMove next() {
            if (made++ == MOST_MOVES) {
                throw new NoSuchElementException("The step has had its %d moves.".formatted(MOST_MOVES));
            }
            return propose(plan, random);
        }
    }

    /** A move that changes nothing when nothing better comes to mind: it is counted and passed over. */
    private static PlacementMove propose(CityPlan plan, Random random) {
        for (int i = 0; i < MOST_MISSES; i++) {
            Optional<PlacementMove> move =
                    KINDS.get(random.nextInt(KINDS.size())).propose(plan, random);
            if (move.isPresent()) {
                return move.get();
            }
        }
        return new PlacementMove(List.of());
    }
}
