package io.exaplan.server.planning;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Wins, renews and releases the leadership on a thread of its own. What it promises locally ends by the monotonic clock,
 * counted from before the renewal was asked for, so a leader that hangs or cannot reach the database stops by itself
 * before anybody else can begin.
 */
final class LeadershipKeeper implements Leadership, SmartLifecycle {
    /** Starts before the loop that asks it and stops after. */
    static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 2000;

    private static final Logger log = LoggerFactory.getLogger(LeadershipKeeper.class);

    private record Term(long epoch, long validUntilNanos) {}

    private final LeadershipRow row;
    private final LeadershipSettings settings;
    private final String holder;
    private final LongSupplier nanoTime;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable Term term;
    private volatile long lastEpoch;
    private volatile @Nullable Thread thread;

    LeadershipKeeper(LeadershipRow row, LeadershipSettings settings, String holder, LongSupplier nanoTime) {
        this.row = row;
        this.settings = settings;
        this.holder = holder;
        this.nanoTime = nanoTime;
    }

    @Override
    public boolean leading() {
        Term current = term;
        return current != null && nanoTime.getAsLong() - current.validUntilNanos < 0;
    }

    @Override
    public long epoch() {
        return lastEpoch;
    }

    @Override
    public void fence() {
        fence(lastEpoch);
    }

    /** As {@link #fence()}, for writes that rest on what was read in an epoch. */
    void fence(long epoch) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "The leadership was asked to fence outside a transaction.\nOpen one: the fence lasts as long as it.");
        }
        if (!leading() || epoch != lastEpoch || !row.fence(holder, epoch)) {
            throw new LeadershipLost(holder, epoch);
        }
    }

    LeadershipLost lost() {
        return new LeadershipLost(holder, lastEpoch);
    }

    /** Called on this thread whenever the leadership was won or lost. */
    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** One look at the row: renews, takes over, or notes that it was lost. */
    void beat() {
        Term before = leading() ? term : null;
        long asked = nanoTime.getAsLong();
        if (before == null) {
            OptionalLong won = row.takeOver(holder);
            if (won.isPresent()) {
                log.info("Leading in epoch {} as {}", won.getAsLong(), holder);
                lastEpoch = won.getAsLong();
                change(new Term(won.getAsLong(), asked + settings.lease().toNanos()));
            }
        } else if (row.renew(holder, before.epoch)) {
            term = new Term(before.epoch, asked + settings.lease().toNanos());
        } else {
            log.warn("Leadership of epoch {} was lost", before.epoch);
            change(null);
        }
    }

    private void change(@Nullable Term next) {
        term = next;
        listeners.forEach(Runnable::run);
    }

    private void keep() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                beat();
            } catch (RuntimeException e) {
                log.warn("The leadership could not be {}: {}", leading() ? "renewed" : "looked at", e.toString());
            }
            try {
                Thread.sleep(leading() ? settings.renewal() : settings.poll());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void start() {
        if (settings.enabled() && thread == null) {
            thread = Thread.ofPlatform().name("leadership").daemon().start(this::keep);
        }
    }

    @Override
    public void stop() {
        pause();
        release();
    }

    /** Renews no more and lets nobody know, as a replica that was cut off would. */
    void pause() {
        Thread running = thread;
        if (running == null) {
            return;
        }
        running.interrupt();
        try {
            running.join(settings.queryTimeout().plusSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    /** Lets another replica lead at once. */
    void release() {
        if (!leading()) {
            return;
        }
        change(null);
        try {
            row.release(holder, lastEpoch);
            log.info("Released the leadership of epoch {}", lastEpoch);
        } catch (RuntimeException e) {
            log.warn("The leadership could not be released, it runs out by itself: {}", e.toString());
        }
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
