package io.exaplan.agent.loop;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Signals for one loop, from any thread. Changes nobody has looked at yet count as one. */
final class Mailbox {

    /** So that a loop without news still shows that it works. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final AtomicBoolean changePending = new AtomicBoolean();
    private final Heartbeat heartbeat;
    private volatile boolean stopping;

    Mailbox(Heartbeat heartbeat) {
        this.heartbeat = heartbeat;
    }

    void changed() {
        if (changePending.compareAndSet(false, true)) {
            signals.add(new Signal.Changed());
        }
    }

    void post(Signal signal) {
        signals.add(signal);
    }

    /** From now on every wait ends at once, with {@link Signal.Stop}. */
    void stop() {
        stopping = true;
        signals.add(new Signal.Stop());
    }

    /** The next signal, or that time has passed; never for as long that the loop would seem to hang. */
    Signal await(Duration longest) {
        heartbeat.works();
        if (stopping) {
            return new Signal.Stop();
        }
        Duration wait = longest.compareTo(LONGEST_WAIT) < 0 ? longest : LONGEST_WAIT;
        try {
            Signal signal = signals.poll(Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS);
            if (signal instanceof Signal.Changed) {
                changePending.set(false);
            }
            return signal == null ? new Signal.Time() : signal;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Signal.Stop();
        }
    }
}
