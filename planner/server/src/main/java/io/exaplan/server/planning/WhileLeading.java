package io.exaplan.server.planning;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Something done now and then on a thread of its own, while this replica leads. It begins after the planning thread and ends before it. */
abstract class WhileLeading implements SmartLifecycle {
    private final Logger log = LoggerFactory.getLogger(getClass());
    private final LeadershipKeeper leadership;
    private final String name;
    private final boolean enabled;
    private final Duration period;
    private final int niceness;
    private volatile CountDownLatch end = new CountDownLatch(1);
    private volatile @Nullable Thread thread;

    /**
     * @param name of the thread
     * @param enabled whether it begins at all
     * @param period pause before each time
     * @param niceness of the thread, 0 to 19 ({@link Niceness})
     */
    WhileLeading(LeadershipKeeper leadership, String name, boolean enabled, Duration period, int niceness) {
        this.leadership = leadership;
        this.name = name;
        this.enabled = enabled;
        this.period = period;
        this.niceness = niceness;
    }

    /** Does it once. A failure ends this time only. */
    abstract void once() throws InterruptedException, ExecutionException;

    /** Whether what is under way should come to an end. */
    final boolean shouldEnd() {
        return stopping() || !leadership.leading();
    }

    private void run() {
        Niceness.ofThisThread(niceness);
        while (!stopping()) {
            try {
                if (!end.await(period.toMillis(), TimeUnit.MILLISECONDS) && leadership.leading()) {
                    once();
                }
            } catch (InterruptedException e) {
                return;
            } catch (ExecutionException | RuntimeException e) {
                log.warn("The thread ({}) came to nothing this time: {}", name, e.toString());
            }
        }
    }

    private boolean stopping() {
        return end.getCount() == 0;
    }

    @Override
    public final void start() {
        if (enabled && thread == null) {
            end = new CountDownLatch(1);
            thread = Thread.ofPlatform().name(name).daemon().start(this::run);
        }
    }

    @Override
    public final void stop() {
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
    public final boolean isRunning() {
        return thread != null;
    }

    @Override
    public final int getPhase() {
        return PlanningLoop.PHASE + 100;
    }
}
