package io.exaplan.engine.placement.batch;

import io.exaplan.engine.placement.batch.SeatMove.Change;
import io.exaplan.engine.placement.online.Decision.Placed;
import io.exaplan.engine.placement.online.WorkerDemand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** Endless random moves that break no limit: their targets are read off what the nodes have left. */
public final class SeatMoves extends RandomMoves {

    /** In how many of a hundred cases a device with much room is looked at. */
    private static final int HALF = 50;

    @Override
    Supplier<Optional<SeatMove>> proposals(BatchPlan plan, Random random) {
        return new Proposals(plan, random)::propose;
    }

    /** Proposals over one plan as it is. */
    private record Proposals(BatchPlan plan, Random random) {

        Optional<SeatMove> propose() {
            return random.nextInt(3) == 0 ? seatOutsider() : new Exchange(plan, random).propose();
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
                if (milli < demand.deviceMilli() && sitting.isOn(1L << device)) {
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

        private Occupancy occupancy() {
            return plan.occupancy();
        }
    }
}
