package io.exaplan.server.views;

import io.exaplan.server.views.StoredEvent.Position;
import io.exaplan.server.web.Changes;
import io.exaplan.server.web.EventLog;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Reads new events once for all streams of this server and hands them on. */
@Component
class EventFeed implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);
    private static final int BATCH = 1_000;
    /** A hint may be lost, and an event may wait for an older transaction. */
    private static final long LOOK_MILLIS = 1_000;

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private final EventStore store;
    private final Changes changes;
    private final Semaphore hints = new Semaphore(0);
    private final Set<EventBacklog> backlogs = ConcurrentHashMap.newKeySet();
    private volatile boolean running;
    private volatile Changes.@Nullable Subscription subscription;
    private volatile @Nullable Thread reader;
    private Position read = Position.START;

    EventFeed(EventStore store, Changes changes) {
        this.store = store;
        this.changes = changes;
    }

    /** Adds a stream; answers the position after which it hears everything. */
    synchronized Position join(EventBacklog backlog) {
        backlogs.add(backlog);
        return read;
    }

    void leave(EventBacklog backlog) {
        backlogs.remove(backlog);
    }

    private synchronized int handOn() {
        List<StoredEvent> events = store.after(read, BATCH);
        if (!events.isEmpty()) {
            read = events.getLast().position();
            backlogs.forEach(backlog -> backlog.add(events));
        }
        return events.size();
    }

    private void work() {
        while (running) {
            try {
                boolean _ = hints.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                hints.drainPermits();
                while (handOn() == BATCH) {
                    LOG.debug("There are more events than one reading takes");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warn("Events could not be read: {}", e.getMessage());
            }
        }
    }

    @Override
    public void start() {
        synchronized (this) {
            read = store.end();
        }
        running = true;
        subscription = changes.subscribe(EventLog.EventsAppended.class, change -> hints.release());
        reader = Thread.ofVirtual().name("event-feed").start(this::work);
    }

    @Override
    public void stop() {
        running = false;
        hints.release();
        Changes.Subscription subscribed = subscription;
        if (subscribed != null) {
            subscribed.close();
        }
        awaitReader();
    }

    /** Its last question must be answered before the connections close. */
    private void awaitReader() {
        Thread reading = reader;
        try {
            if (reading != null && !reading.join(STOP_PATIENCE)) {
                LOG.warn("The reader of events did not stop within {}", STOP_PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 1;
    }
}
