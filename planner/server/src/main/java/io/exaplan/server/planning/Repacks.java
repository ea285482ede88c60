package io.exaplan.server.planning;

import io.exaplan.engine.book.StuckGang;
import io.exaplan.engine.placement.PlacementRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * Defragmentation: looks now and then, on a thread of its own, for gangs that wait for wholly free nodes where enough devices are
 * free, and lets runs move for them within a budget of migrations. The book says who is stuck and who may move, the nodes
 * say what would help, and the book has the last word.
 */
final class Repacks extends WhileLeading {
    /** Searches of one look; who is not reached comes first at the next. */
    private static final int MOST_SEARCHES = 4;

    /** The part of a cluster's stops that is left to others: what comes at once must not have to wait for an operator. */
    private static final int LEFT_TO_OTHERS = 2;

    private final PlanningLoop loop;
    private final RoomMaker rooms;
    private final RunLedger ledger;
    private final RepackSettings settings;
    private final PlanningMetrics metrics;
    private final MigrationBudget budget;

    /** By gang and partition, the look at which they were last searched for in vain. */
    private final Map<Tried, Long> tried = new HashMap<>();

    private long looks;

    Repacks(
            PlanningLoop loop,
            LeadershipKeeper leadership,
            RoomMaker rooms,
            RunLedger ledger,
            RepackSettings settings,
            PlanningMetrics metrics) {
        super(leadership, "repack", settings.enabled(), settings.period(), 0);
        this.loop = loop;
        this.rooms = rooms;
        this.ledger = ledger;
        this.settings = settings;
        this.metrics = metrics;
        this.budget = new MigrationBudget(settings.migrationsPerHour());
    }

    private record Tried(long jobId, int partition) {}

    /** How many runs of a cluster may move now; below 1 where none may. */
    static int mostStops(RunLedger.Stops stops) {
        return stops.most() / LEFT_TO_OTHERS - stops.ordered();
    }

    /** A stuck gang with the cluster it is stuck on, at a second of plan time. */
    record Stuck(StuckGang gang, int clusterId, long nowSecond) {
        private int partition() {
            return gang.placement().partition();
        }

        private Tried key() {
            return new Tried(gang.job().id(), partition());
        }

        private PlacementRequest request() {
            return new PlacementRequest(
                    gang.job().shape(), gang.placement().width(), 1, gang.job().fabric());
        }
    }

    /**
     * One look: lets runs move for the most urgent gang that it helps.
     *
     * @return how many were told to
     */
    int repack() throws InterruptedException, ExecutionException {
        looks++;
        List<Stuck> stuck = new ArrayList<>(
                loop.ask(book -> book.stuckGangs(settings.price())).get());
        tried.keySet().retainAll(stuck.stream().map(Stuck::key).toList());
        stuck.sort(Comparator.comparingLong(gang -> tried.getOrDefault(gang.key(), 0L)));
        int searches = 0;
        for (Stuck gang : stuck) {
            int most = most(gang);
            if (most > 0 && searches++ < MOST_SEARCHES) {
                int moved = repack(gang, most);
                if (moved > 0) {
                    return moved;
                }
                tried.put(gang.key(), looks);
            }
        }
        return 0;
    }

    private int most(Stuck stuck) {
        int left =
                Math.min(budget.left(stuck.partition(), stuck.nowSecond()), mostStops(ledger.stops(stuck.clusterId())));
        return Math.min(settings.mostMigrations(), left);
    }

    private int repack(Stuck stuck, int most) throws InterruptedException, ExecutionException {
        Set<String> movable =
                loop.ask(book -> book.movableFor(stuck, settings.price())).get();
        Optional<RoomMaker.Room> room = movable.isEmpty() ? Optional.empty() : search(stuck, movable, most);
        if (room.isEmpty()
                || !loop.ask(book -> book.makeRoom(stuck, room.get(), rooms, settings))
                        .get()) {
            return 0;
        }
        int moved = room.get().runs().size();
        budget.spend(stuck.partition(), stuck.nowSecond(), moved);
        metrics.repacked(moved);
        return moved;
    }

    private Optional<RoomMaker.Room> search(Stuck stuck, Set<String> movable, int most) {
        return rooms.find(
                stuck.clusterId(),
                stuck.partition(),
                stuck.request(),
                movable.stream().map(UUID::fromString).collect(Collectors.toSet()),
                most,
                stuck.gang().job().id());
    }

    @Override
    void once() throws InterruptedException, ExecutionException {
        repack();
    }
}
