package io.exaplan.engine.placement.batch;

import io.exaplan.engine.placement.batch.SeatMove.Change;
import io.exaplan.engine.placement.online.Decision.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Endless random moves of a repack: each makes room where something is gained at once, since a budget of migrations does not
 * last for detours. Where two of a move's workers want the same place, the score refuses it.
 */
public final class RepackMoves extends RandomMoves {

    /** Nodes looked at for a worker that has to move. */
    private static final int LOOKS = 40;

    /** Devices of which the one on the emptiest node is chosen. */
    private static final int FEW_LOOKS = 4;

    /** Workers that one move takes off a node. */
    private static final int MOST_WORKERS = 8;

    /** In how many of a hundred cases a device with much room is looked at. */
    private static final int MOSTLY = 90;

    @Override
    Supplier<Optional<SeatMove>> proposals(BatchPlan plan, Random random) {
        return new Proposals(plan, random)::propose;
    }

    /** Proposals over one plan as it is. */
    private record Proposals(BatchPlan plan, Random random) {

        Optional<SeatMove> propose() {
            return switch (random.nextInt(8)) {
                case 0 -> returnHome();
                case 1, 2 -> seatOutsider();
                default -> empty();
            };
        }

        /** Someone without a seat takes a device; who sat on it moves as far as needed. */
        private Optional<SeatMove> seatOutsider() {
            if (occupancy().outsiders().isEmpty()) {
                return Optional.empty();
            }
            BatchWorker outsider = plan.workers().get(occupancy().outsiders().draw(random));
            if (outsider.demand().devices() != 1) {
                return target(outsider, Occupancy.NOWHERE)
                        .map(seat -> new SeatMove(List.of(new Change(outsider, seat))));
            }
            Placed seat = occupancy().device(random, MOSTLY);
            List<Change> changes = new ArrayList<>();
            int milli = occupancy().free(seat.node(), Long.numberOfTrailingZeros(seat.devices()));
            long cpu = 0;
            long memory = 0;
            for (BatchWorker sitting : List.copyOf(occupancy().seated(seat.node()))) {
                boolean enough = milli >= outsider.demand().deviceMilli()
                        && occupancy().bears(seat.node(), outsider.demand(), cpu, memory);
                if (!enough && sitting.movable() && sitting.isOn(seat.devices())) {
                    Optional<Placed> elsewhere = target(sitting, seat.node());
                    if (elsewhere.isEmpty()) {
                        return Optional.empty();
                    }
                    changes.add(new Change(sitting, elsewhere.get()));
                    milli += sitting.demand().deviceMilli();
                    cpu += sitting.demand().cpuMilli();
                    memory += sitting.demand().memoryMib();
                }
            }
            if (milli < outsider.demand().deviceMilli()
                    || !occupancy().bears(seat.node(), outsider.demand(), cpu, memory)) {
                return Optional.empty();
            }
            changes.add(new Change(outsider, seat));
            return Optional.of(new SeatMove(changes));
        }

        /** All that sit on the devices of a node, or on one of its devices, move elsewhere. */
        private Optional<SeatMove> empty() {
            Placed device = leastUsed();
            long devices = random.nextInt(3) == 0 ? device.devices() : -1L;
            List<Change> changes = new ArrayList<>();
            for (BatchWorker sitting : occupancy().seated(device.node())) {
                if (sitting.isOn(devices)) {
                    Optional<Placed> elsewhere = sitting.movable() ? target(sitting, device.node()) : Optional.empty();
                    if (elsewhere.isEmpty() || changes.size() == MOST_WORKERS) {
                        return Optional.empty();
                    }
                    changes.add(new Change(sitting, elsewhere.get()));
                }
            }
            return changes.isEmpty() ? Optional.empty() : Optional.of(new SeatMove(changes));
        }

        /** Of a few devices the one on the node with the least devices in use, but some. */
        private Placed leastUsed() {
            Placed least = occupancy().device(random, MOSTLY);
            for (int look = 1; look < FEW_LOOKS; look++) {
                Placed other = occupancy().device(random, MOSTLY);
                int used = occupancy().devicesInUse(other.node());
                if (used > 0
                        && (used < occupancy().devicesInUse(least.node())
                                || occupancy().devicesInUse(least.node()) == 0)) {
                    least = other;
                }
            }
            return least;
        }

        /** A migration that has lost its use is taken back. */
        private Optional<SeatMove> returnHome() {
            BatchWorker worker =
                    plan.workers().get(random.nextInt(plan.workers().size()));
            Placed home = worker.home();
            return home == null || home.equals(worker.seat())
                    ? Optional.empty()
                    : Optional.of(new SeatMove(List.of(new Change(worker, home))));
        }

        /** A seat on another node that is in use already; where a share is asked for, on a device in use. */
        private Optional<Placed> target(BatchWorker worker, int notOn) {
            for (int look = 0; look < LOOKS; look++) {
                int node = random.nextInt(occupancy().nodes());
                if (node != notOn
                        && occupancy().devicesInUse(node) > 0
                        && occupancy().bears(node, worker.demand(), 0, 0)) {
                    Optional<Placed> seat = occupancy().seatOn(node, worker.demand());
                    if (seat.isPresent()) {
                        return seat;
                    }
                }
            }
            return Optional.empty();
        }

        private Occupancy occupancy() {
            return plan.occupancy();
        }
    }
}
