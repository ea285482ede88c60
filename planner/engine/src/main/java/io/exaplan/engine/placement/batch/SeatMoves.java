package io.exaplan.engine.placement.batch;

import io.exaplan.engine.placement.batch.SeatMove.Change;
import io.exaplan.engine.placement.online.Decision.Placed;
import io.exaplan.engine.placement.online.WorkerDemand;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.optaplanner.core.api.score.director.ScoreDirector;
import org.optaplanner.core.impl.heuristic.selector.move.factory.MoveIteratorFactory;

/** Endless random moves that break no limit: their targets are read off what the nodes have left. */
public final class SeatMoves implements MoveIteratorFactory<BatchPlan, SeatMove> {

    /** Moves of one step; when none of them is accepted, the least bad is made, so that a step always ends. */
    private static final int MOST_MOVES = 400;

    /** Throws of the dice in a row that may lead nowhere. */
    private static final int MOST_MISSES = 200;

    @Override
    public long getSize(ScoreDirector<BatchPlan> director) {
        return director.getWorkingSolution().workers().size();
    }

    @Override
    public Iterator<SeatMove> createOriginalMoveIterator(ScoreDirector<BatchPlan> director) {
        throw new UnsupportedOperationException(
                "The moves are endless and cannot be listed.\nMaybe ask for them in random order.");
    }

    @Override
    public Iterator<SeatMove> createRandomMoveIterator(ScoreDirector<BatchPlan> director, Random random) {
        Proposals proposals = new Proposals(director.getWorkingSolution(), random);
        return Stream.generate(proposals::next).limit(MOST_MOVES).iterator();
    }

    /** In how many of a hundred cases a device with much room is looked at. */
    private static final int HALF = 50;

    /** Proposals over one plan as it is. */
    private record Proposals(BatchPlan plan, Random random) {

        SeatMove next() {
            for (int miss = 0; miss < MOST_MISSES; miss++) {
                Optional<SeatMove> move =
                        random.nextInt(3) == 0 ? seatOutsider() : new Exchange(plan, random).propose();
                if (move.isPresent()) {
                    return move.get();
                }
            }
            return new SeatMove(List.of());
        }

        /** Someone without a seat takes a device and sends away who sat on it. */
        private Optional<SeatMove> seatOutsider() {
            if (occupancy().outsiders().isEmpty()) {
                return Optional.empty();
            }
            BatchWorker outsider = plan.workers().get(occupancy().outsiders().draw(random));
            if (outsider.demand().devices() > 1) {
                return Optional.empty();
            }
            if (outsider.demand().devices() == 0) {
                int node = random.nextInt(occupancy().nodes());
                return occupancy().bears(node, outsider.demand(), 0, 0)
                        ? Optional.of(new SeatMove(List.of(new Change(outsider, new Placed(node, 0)))))
                        : Optional.empty();
            }
            Placed device = occupancy().device(random, HALF);
            return replace(outsider, device.node(), Long.numberOfTrailingZeros(device.devices()));
        }

        private Optional<SeatMove> replace(BatchWorker outsider, int node, int device) {
            WorkerDemand demand = outsider.demand();
            List<Change> changes = new ArrayList<>();
            int milli = occupancy().free(node, device);
            long cpu = 0;
            long memory = 0;
            for (BatchWorker sitting : occupancy().seated(node)) {
                if (milli < demand.deviceMilli() && sits(sitting, 1L << device)) {
                    milli += sitting.demand().deviceMilli();
                    cpu += sitting.demand().cpuMilli();
                    memory += sitting.demand().memoryMib();
                    changes.add(new Change(sitting, null));
                }
            }
            if (milli < demand.deviceMilli() || !occupancy().bears(node, demand, cpu, memory)) {
                return Optional.empty();
            }
            changes.add(new Change(outsider, new Placed(node, 1L << device)));
            return Optional.of(new SeatMove(changes));
        }

        private static boolean sits(BatchWorker worker, long devices) {
            Placed seat = worker.seat();
            return seat != null && (seat.devices() & devices) != 0;
        }

        private Occupancy occupancy() {
            return plan.occupancy();
        }
    }
}
