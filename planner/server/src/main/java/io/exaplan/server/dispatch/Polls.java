package io.exaplan.server.dispatch;

import io.exaplan.server.web.Changes;
import io.exaplan.server.web.GracefulStop;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** The polls held open on this replica, at most one of each cluster. */
@Component
class Polls {
    private final Map<Integer, Poll> open = new ConcurrentHashMap<>();

    Polls(Changes changes, GracefulStop stop) {
        changes.subscribe(OrdersWritten.class, written -> wake(written.clusterId()));
        stop.onStop(this::endAll);
    }

    /** Opens a poll. One of a newer request takes the place of the older one; an older one ends at once. */
    Poll open(int clusterId, long sessionEpoch, long sequence) {
        Poll poll = new Poll(clusterId, sessionEpoch, sequence);
        open.merge(clusterId, poll, (before, added) -> {
            Poll older = added.newerThan(before) ? before : added;
            older.end();
            return older == before ? added : before;
        });
        return poll;
    }

    /** Ends the cluster's poll, so that nothing holds up what is newer. */
    void end(int clusterId) {
        Poll poll = open.get(clusterId);
        if (poll != null) {
            poll.end();
        }
    }

    /** Lets the cluster's poll look again at once. */
    void wake(int clusterId) {
        Poll poll = open.get(clusterId);
        if (poll != null) {
            poll.wake();
        }
    }

    boolean waits(int clusterId) {
        return open.containsKey(clusterId);
    }

    int count() {
        return open.size();
    }

    private void endAll() {
        open.values().forEach(Poll::end);
    }

    /** One request that waits for orders. */
    final class Poll implements AutoCloseable {
        private final int clusterId;
        private final long sessionEpoch;
        private final long sequence;
        private final Semaphore wakeUps = new Semaphore(0);
        private volatile boolean ended;

        private Poll(int clusterId, long sessionEpoch, long sequence) {
            this.clusterId = clusterId;
            this.sessionEpoch = sessionEpoch;
            this.sequence = sequence;
        }

        private boolean newerThan(Poll other) {
            return sessionEpoch != other.sessionEpoch ? sessionEpoch > other.sessionEpoch : sequence >= other.sequence;
        }

        /** Waits until woken, ended or the time is over; true when it is to look again, false when it has ended. */
        boolean await(Duration longest) throws InterruptedException {
            if (!ended() && wakeUps.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
                wakeUps.drainPermits();
            }
            return !ended();
        }

        boolean ended() {
            return ended;
        }

        private void wake() {
            wakeUps.release();
        }

        private void end() {
            ended = true;
            wake();
        }

        @Override
        public void close() {
            open.remove(clusterId, this);
        }
    }
}
