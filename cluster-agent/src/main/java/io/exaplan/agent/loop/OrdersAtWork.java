package io.exaplan.agent.loop;

import io.exaplan.agent.apply.OrdersApplier;
import io.exaplan.agent.driver.ClusterDriver;
import io.exaplan.agent.driver.DriverFailure;
import io.exaplan.agent.loop.Signal.Attempt;
import io.exaplan.contract.SyncResponse;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Carries out one session's orders on a thread of its own, for a hundred runs to create take seconds in which others end and
 * must be told. Of answers that come meanwhile the newest is kept: every answer has all orders, and an end whose acknowledgement
 * was passed over is told again.
 */
final class OrdersAtWork implements AutoCloseable {

    private record Received(SyncResponse response, long sentNanos) {}

    private final long sessionEpoch;
    private final ClusterDriver driver;
    private final OrdersApplier applier;
    private final Mailbox mailbox;
    private final AtomicReference<@Nullable Received> next = new AtomicReference<>();
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("orders").factory());

    OrdersAtWork(long sessionEpoch, ClusterDriver driver, OrdersApplier applier, Mailbox mailbox) {
        this.sessionEpoch = sessionEpoch;
        this.driver = driver;
        this.applier = applier;
        this.mailbox = mailbox;
    }

    /**
     * Carries these orders out as soon as those at work are done.
     *
     * @param sentNanos when the request they answer was sent, by {@link System#nanoTime}
     * @return whether a {@link Signal.Applied} will come that would not have come without them
     */
    boolean take(SyncResponse response, long sentNanos) {
        boolean more = next.getAndSet(new Received(response, sentNanos)) == null;
        if (more) {
            worker.execute(this::carryOut);
        }
        return more;
    }

    /** Returns when what is at work is done: the next session's orders must not meet this one's. */
    @Override
    public void close() {
        next.set(null);
        worker.close();
    }

    private void carryOut() {
        Received received = next.getAndSet(null);
        if (received != null) {
            mailbox.post(new Signal.Applied(sessionEpoch, attempt(received)));
        }
    }

    private Attempt attempt(Received received) {
        try {
            driver.heardPlanner(Duration.ofNanos(System.nanoTime() - received.sentNanos()));
            return new Attempt.Done(applier.apply(received.response()));
        } catch (DriverFailure failure) {
            return new Attempt.Failed(String.valueOf(failure.getMessage()));
        } catch (RuntimeException defect) {
            return new Attempt.Broken(defect);
        }
    }
}
