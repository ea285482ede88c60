package io.exaplan.server.views;

import io.exaplan.server.security.Caller;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What one stream still has to send. A reader that falls too far behind is cut off; it resumes where it was. */
final class EventBacklog {

    private final Caller caller;
    private final BlockingQueue<StoredEvent> waiting;
    private volatile boolean cut;

    EventBacklog(Caller caller, int most) {
        this.caller = caller;
        waiting = new LinkedBlockingQueue<>(most);
    }

    void add(List<StoredEvent> events) {
        for (StoredEvent event : events) {
            if (event.visibleTo(caller) && !waiting.offer(event)) {
                cut = true;
            }
        }
    }

    /** The next event, or nothing after this long or when the stream is to end. */
    Optional<StoredEvent> next(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        StoredEvent event = null;
        while (event == null && !cut && System.nanoTime() < until) {
            // Short waits: the end must be noticed soon.
            event = waiting.poll(Math.min(200, patience.toMillis()), TimeUnit.MILLISECONDS);
        }
        return Optional.ofNullable(event);
    }

    void cut() {
        cut = true;
    }

    boolean isCut() {
        return cut;
    }
}
