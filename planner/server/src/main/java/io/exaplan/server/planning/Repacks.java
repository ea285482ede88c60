package io.exaplan.server.planning;

import io.exaplan.engine.book.StuckGang;
import io.exaplan.engine.placement.PlacementRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Defragmentation: looks now and then, on a thread of its own, for gangs that wait for wholly free nodes where enough devices are
 * free, and lets runs move for them within a budget of migrations. The book says who is stuck and who may move, the nodes
 * say what would help, and the book has the last word.
 */
final class Repacks implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Repacks.class);

    /** Searches of one look; who is not reached waits for the next. */
    private static final int MOST_SEARCHES = 4;

    private final PlanningLoop loop;
    private final LeadershipKeeper leadership;
    private final RoomMaker rooms;
    private final RepackSettings settings;
    private final PlanningMetrics metrics;
    private final MigrationBudget budget;
    private volatile CountDownLatch end = new CountDownLatch(1);
    private volatile @Nullable Thread thread;

    Repacks(
            PlanningLoop loop,
            LeadershipKeeper leadership,
            RoomMaker rooms,
            RepackSettings settings,
            PlanningMetrics metrics) {
        this.loop = loop;
        this.leadership = leadership;
        this.rooms = rooms;
        this.settings = settings;
        this.metrics = metrics;
        this.budget = new MigrationBudget(settings.migrationsPerHour());
    }

    /** A stuck gang with the cluster it is stuck on, at a second of plan time. */
    record Stuck(StuckGang gang, int clusterId, long nowSecond) {
        private int partition() {
            return gang.placement().partition();
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
        int searches = 0;
        for (Stuck stuck : loop.ask(LiveBook::stuckGangs).get()) {
            int most = Math.min(settings.mostMigrations(), budget.left(stuck.partition(), stuck.nowSecond()));
            if (most > 0 && searches++ < MOST_SEARCHES) {
                Optional<RoomMaker.Room> room = search(stuck, most);
                if (room.isPresent()
                        && loop.ask(book -> book.makeRoom(stuck, room.get(), rooms, settings))
                                .get()) {
                    budget.spend(
                            stuck.partition(),
                            stuck.nowSecond(),
                            room.get().runs().size());
                    metrics.repacked(room.get().runs().size());
                    return room.get().runs().size();
                }
            }
        }
        return 0;
    }

    private Optional<RoomMaker.Room> search(Stuck stuck, int most) {
        return rooms.find(
                stuck.clusterId(),
                stuck.partition(),
                stuck.request(),
                stuck.gang().movable().stream().map(UUID::fromString).collect(Collectors.toSet()),
                most,
                stuck.gang().job().id());
    }

    private void run() {
        while (!stopping()) {
            try {
                if (!end.await(settings.period().toMillis(), TimeUnit.MILLISECONDS) && leadership.leading()) {
                    repack();
                }
            } catch (InterruptedException e) {
                return;
            } catch (ExecutionException | RuntimeException e) {
                log.warn("A look for gangs that could start came to nothing: {}", e.toString());
            }
        }
    }

    private boolean stopping() {
        return end.getCount() == 0;
    }

    @Override
    public void start() {
        if (settings.enabled() && thread == null) {
            end = new CountDownLatch(1);
            thread = Thread.ofPlatform().name("repack").daemon().start(this::run);
        }
    }

    @Override
    public void stop() {
        end.countDown();
        Thread running = thread;
        if (running != null) {
            try {
                running.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return PlanningLoop.PHASE + 100;
    }
}
