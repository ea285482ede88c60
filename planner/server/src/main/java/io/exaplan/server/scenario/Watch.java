package io.exaplan.server.scenario;

import io.exaplan.engine.solver.SearchListener;
import io.exaplan.server.queue.Interrupted;
import io.exaplan.server.queue.WorkState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Follows the searches of a run: writes down how far they are, and ends them when somebody wants that. */
final class Watch {
    /** How often the table is written and read at most: people look about as often. */
    private static final Duration RHYTHM = Duration.ofSeconds(1);

    private static final int MOST_POINTS = 500;

    private final ScenarioRun run;
    private final ScenarioRunStore runs;
    private final ScenarioEvents events;
    private final BooleanSupplier stopping;
    private final HeapWatch heap;
    private final List<ScenarioRun.Point> curve = new ArrayList<>();
    private int solved;
    private long lastNanos = System.nanoTime();
    private boolean cancelled;

    Watch(ScenarioRun run, ScenarioRunStore runs, ScenarioEvents events, BooleanSupplier stopping, HeapWatch heap) {
        this.run = run;
        this.runs = runs;
        this.events = events;
        this.stopping = stopping;
        this.heap = heap;
    }

    SearchListener of(long seed, ScenarioRun.Side side) {
        return new SearchListener() {
            @Override
            public void improved(String score, long steps) {
                if (curve.size() < MOST_POINTS) {
                    curve.add(new ScenarioRun.Point(seed, side, steps, score));
                }
            }

            @Override
            public boolean cancelled() {
                if (System.nanoTime() - lastNanos > RHYTHM.toNanos()) {
                    look();
                }
                return cancelled || heap.full() || stopping.getAsBoolean();
            }
        };
    }

    /** One search is over; goes on only when nobody wants an end. */
    void solved() {
        solved++;
        look();
        if (stopping.getAsBoolean()) {
            throw new Interrupted();
        }
        heap.check();
        if (cancelled) {
            throw new CancellationException("Somebody cancelled it.");
        }
    }

    private void look() {
        lastNanos = System.nanoTime();
        heap.look();
        cancelled = runs.cancelAsked(run.id());
        runs.progressed(run.id(), new ScenarioRun.Progress(solved, curve));
        events.changed(run, WorkState.RUNNING, solved);
    }
}
