package io.exaplan.server.replay;

import io.exaplan.engine.replay.queue.QueueExperiment;
import io.exaplan.engine.replay.queue.QueuePolicy;
import io.exaplan.server.queue.Interrupted;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Follows a replay on this replica: writes down how far it is, and ends it when it has to end. */
final class ReplayWatch {
    /** How often the table is written and read at most: people look about as often. */
    private static final Duration RHYTHM = Duration.ofSeconds(1);

    private final long id;
    private final ReplayStore replays;
    private final BooleanSupplier stopping;
    private final Duration wall;
    private final long begunNanos = System.nanoTime();
    private long lastNanos;

    ReplayWatch(long id, ReplayStore replays, BooleanSupplier stopping, Duration wall) {
        this.id = id;
        this.replays = replays;
        this.stopping = stopping;
        this.wall = wall;
    }

    /** It takes more time than there is for one. */
    static final class TooLong extends RuntimeException {
        TooLong(Duration wall) {
            super("It took longer than %s (exaplan.replay.wall).\nMaybe replay fewer jobs, or fewer policies at once."
                    .formatted(wall));
        }
    }

    QueueExperiment.Progress of(QueuePolicy policy) {
        return new QueueExperiment.Progress() {
            @Override
            public void begins(String sequence) {
                look(policy, 0);
            }

            @Override
            public void started(int jobs) {
                if (System.nanoTime() - lastNanos > RHYTHM.toNanos()) {
                    look(policy, jobs);
                }
            }
        };
    }

    private void look(QueuePolicy policy, int jobs) {
        lastNanos = System.nanoTime();
        if (stopping.getAsBoolean()) {
            throw new Interrupted();
        }
        if (lastNanos - begunNanos > wall.toNanos()) {
            throw new TooLong(wall);
        }
        if (replays.cancelAsked(id)) {
            throw new CancellationException("Somebody cancelled it.");
        }
        replays.progressed(id, policy, jobs);
    }
}
