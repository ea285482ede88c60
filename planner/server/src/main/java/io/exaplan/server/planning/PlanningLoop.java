package io.exaplan.server.planning;

import io.exaplan.server.demand.JobsChanged;
import io.exaplan.server.demand.RulesChanged;
import io.exaplan.server.demand.TenantsChanged;
import io.exaplan.server.inventory.CatalogueChanged;
import io.exaplan.server.inventory.ClusterChanged;
import io.exaplan.server.web.Changes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The planning thread. While this replica leads it owns the book: nobody else reads or changes it. It sleeps until a hint,
 * a due start or the slow poll, and makes one turn of all there is.
 */
final class PlanningLoop implements SmartLifecycle {
    static final int PHASE = LeadershipKeeper.PHASE + 100;

    private static final Logger log = LoggerFactory.getLogger(PlanningLoop.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final LeadershipKeeper leadership;
    private final LiveBooks books;
    private final LoopSettings settings;
    private final PlanningMetrics metrics;
    private final Hints hints = new Hints();
    private @Nullable LiveBook book;
    private int failures;
    private volatile boolean stopping;
    private volatile @Nullable Thread thread;

    PlanningLoop(
            LeadershipKeeper leadership,
            LiveBooks books,
            LoopSettings settings,
            PlanningMetrics metrics,
            Changes changes) {
        this.leadership = leadership;
        this.books = books;
        this.settings = settings;
        this.metrics = metrics;
        leadership.onChange(hints::wake);
        changes.subscribe(JobsChanged.class, change -> hints.jobs());
        changes.subscribe(ClusterChanged.class, change -> hints.cluster(change.clusterId()));
        changes.subscribe(RunsChanged.class, change -> hints.runs());
        changes.subscribe(TenantsChanged.class, change -> hints.tenants());
        changes.subscribe(RulesChanged.class, change -> hints.tenants());
        changes.subscribe(WeightsChanged.class, change -> hints.premises());
        changes.subscribe(CatalogueChanged.class, change -> hints.premises());
    }

    /** Asks the book; fails with {@link LeadershipLost} where this replica does not lead. */
    <T> CompletableFuture<T> ask(Function<LiveBook, T> question) {
        BookTask<T> task = BookTask.of(question);
        if (thread == null || !leadership.leading()) {
            task.refuse(leadership.lost());
        } else {
            hints.task(task);
        }
        return task.answer();
    }

    private void run() {
        Duration pause = Duration.ZERO;
        while (!stopping) {
            try {
                Hints.Given given = hints.await(pause);
                pause = turn(given);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private Duration turn(Hints.Given given) {
        try {
            LiveBook current = current(given);
            if (current == null) {
                given.tasks().forEach(task -> task.refuse(leadership.lost()));
                return settings.poll();
            }
            Duration pause = current.turn(given);
            failures = 0;
            return pause;
        } catch (RuntimeException e) {
            given.tasks().forEach(task -> task.refuse(e));
            return dropped(e);
        }
    }

    /** The book of this term, made from the database when there is none, or other weights or another catalogue hold; null while another replica leads. */
    private @Nullable LiveBook current(Hints.Given given) {
        if (!leadership.leading()) {
            book = null;
            return null;
        }
        LiveBook current = book;
        if (current == null || current.epoch() != leadership.epoch() || current.standsOnOther(given)) {
            current = books.takeOver(leadership.epoch());
            book = current;
        }
        return current;
    }

    private Duration dropped(RuntimeException why) {
        book = null;
        if (why instanceof LeadershipLost) {
            log.warn("Planning stops: {}", why.getMessage());
            return settings.poll();
        }
        failures++;
        metrics.bookDropped();
        log.error("A turn of the planning loop failed ({} in a row); the book is made again", failures, why);
        Duration pause = failures == 1 ? Duration.ZERO : settings.poll().multipliedBy(1L << Math.min(10, failures - 2));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    @Override
    public void start() {
        if (thread == null) {
            stopping = false;
            thread = Thread.ofPlatform().name("planning").daemon().start(this::run);
        }
    }

    /** Lets the turn under way end. */
    @Override
    public void stop() {
        Thread running = thread;
        if (running == null) {
            return;
        }
        stopping = true;
        hints.wake();
        try {
            running.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
