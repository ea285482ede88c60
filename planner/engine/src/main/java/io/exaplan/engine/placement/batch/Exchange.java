package io.exaplan.engine.placement.batch;

import io.exaplan.engine.placement.batch.SeatMove.Change;
import io.exaplan.engine.placement.online.Decision.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Proposes that workers on two devices change seats. */
record Exchange(BatchPlan plan, Random random) {

    /** In how many of a hundred cases a device with much room is looked at: on the one side, and on the other. */
    private static final int HALF = 50;

    private static final int FEW = 10;

    /** Two workers of one device each change seats, or one moves to a device with room. */
    Optional<SeatMove> propose() {
        Placed here = occupancy().device(random, HALF);
        Placed there = random.nextInt(4) == 0 ? neighbour(here) : occupancy().device(random, FEW);
        if (here.equals(there)) {
            return Optional.empty();
        }
        List<BatchWorker> one = someOf(here);
        List<BatchWorker> two = random.nextInt(4) == 0 ? List.of() : someOf(there);
        if ((one.isEmpty() && two.isEmpty())
                || !fits(one, two, there, here.node() == there.node())
                || !fits(two, one, here, here.node() == there.node())) {
            return Optional.empty();
        }
        List<Change> changes = new ArrayList<>();
        one.forEach(worker -> changes.add(new Change(worker, there)));
        two.forEach(worker -> changes.add(new Change(worker, here)));
        return Optional.of(new SeatMove(changes));
    }

    private Placed neighbour(Placed device) {
        return new Placed(device.node(), 1L << random.nextInt(occupancy().devices(device.node())));
    }

    /** One of those on a device, or all of them. */
    private List<BatchWorker> someOf(Placed seat) {
        List<BatchWorker> sitting = new ArrayList<>(4);
        for (BatchWorker worker : occupancy().seated(seat.node())) {
            if (worker.demand().devices() == 1 && sits(worker, seat.devices())) {
                sitting.add(worker);
            }
        }
        return sitting.size() < 2 || random.nextInt(3) == 0
                ? sitting
                : List.of(sitting.get(random.nextInt(sitting.size())));
    }

    private boolean fits(List<BatchWorker> coming, List<BatchWorker> going, Placed seat, boolean sameNode) {
        int milli = occupancy().free(seat.node(), Long.numberOfTrailingZeros(seat.devices()));
        for (BatchWorker worker : going) {
            milli += worker.demand().deviceMilli();
        }
        for (BatchWorker worker : coming) {
            milli -= worker.demand().deviceMilli();
        }
        return milli >= 0 && (sameNode || bears(coming, going, seat.node()));
    }

    private boolean bears(List<BatchWorker> coming, List<BatchWorker> going, int node) {
        long cpu = 0;
        long memory = 0;
        for (BatchWorker worker : going) {
            cpu += worker.demand().cpuMilli();
            memory += worker.demand().memoryMib();
        }
        for (BatchWorker worker : coming) {
            if (!occupancy().bears(node, worker.demand(), cpu, memory)) {
                return false;
            }
            cpu -= worker.demand().cpuMilli();
            memory -= worker.demand().memoryMib();
        }
        return true;
    }

    private static boolean sits(BatchWorker worker, long devices) {
        Placed seat = worker.seat();
        return seat != null && (seat.devices() & devices) != 0;
    }

    private Occupancy occupancy() {
        return plan.occupancy();
    }
}
