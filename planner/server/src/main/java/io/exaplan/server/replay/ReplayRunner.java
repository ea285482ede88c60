package io.exaplan.server.replay;

import io.exaplan.engine.replay.queue.QueueExperiment.Outcome;
import io.exaplan.engine.replay.queue.QueueLog;
import io.exaplan.engine.replay.queue.QueuePolicy;
import io.exaplan.engine.replay.queue.SwfReader;
import io.exaplan.server.queue.Interrupted;
import io.exaplan.server.queue.WorkQueue;
import io.exaplan.server.queue.WorkState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Replays one policy after the other, so that a replay takes one core. A replica that takes up what another began goes on with
 * the policies that are not through; as replays can be repeated exactly, it finds what the other would have found.
 */
@Component
class ReplayRunner {
    private static final Logger log = LoggerFactory.getLogger(ReplayRunner.class);
    private static final double NANOS_PER_SECOND = 1e9;

    private final ReplayStore replays;
    private final ReplayEvents events;
    private final ReplaySettings settings;

    ReplayRunner(ReplayStore replays, ReplayEvents events, ReplaySettings settings) {
        this.replays = replays;
        this.events = events;
        this.settings = settings;
    }

    /** @param stopping whether this replica is about to end */
    void run(long id, BooleanSupplier stopping) {
        Replay replay = replays.find(id).orElse(null);
        if (replay == null || replay.state().ended()) {
            return;
        }
        if (replay.attempts() >= WorkQueue.MOST_ATTEMPTS) {
            end(
                    id,
                    WorkState.FAILED,
                    "It was begun %d times and no replica came to its end.\nMaybe it needs more memory than there is: replay fewer jobs."
                            .formatted(replay.attempts()));
            return;
        }
        if (!replays.begin(id)) {
            end(id, WorkState.CANCELLED, null);
            return;
        }
        events.changed(id);
        try {
            replay(replay, new ReplayWatch(id, replays, stopping, settings.wall()));
            end(id, WorkState.SUCCEEDED, null);
        } catch (Interrupted e) {
            replays.handBack(id);
            throw e;
        } catch (CancellationException e) {
            end(id, WorkState.CANCELLED, null);
        } catch (ReplayWatch.TooLong e) {
            end(id, WorkState.FAILED, e.getMessage());
        } catch (RuntimeException e) {
            log.error("Replay {} failed", id, e);
            end(id, WorkState.FAILED, "The planner failed at it: %s".formatted(e.getMessage()));
        }
    }

    private void replay(Replay replay, ReplayWatch watch) {
        QueueLog workload = new SwfReader().read(replays.workload(replay.id()));
        List<PolicyFigures> results = new ArrayList<>(replay.results());
        for (QueuePolicy policy : replay.asked()
                .policies()
                .subList(results.size(), replay.asked().policies().size())) {
            long begun = System.nanoTime();
            QueueQuestion asked = replay.asked().of(policy);
            Outcome outcome = asked.answer(workload, watch.of(policy));
            double seconds = (System.nanoTime() - begun) / NANOS_PER_SECOND;
            results.add(PolicyFigures.of(QueueReport.of(asked, workload, outcome, null, seconds)));
            replays.found(
                    replay.id(),
                    results,
                    Stream.concat(workload.leftOut().stream(), outcome.tooWide().stream())
                            .toList());
            events.changed(replay.id());
        }
    }

    private void end(long id, WorkState state, @Nullable String failure) {
        if (replays.end(id, state, failure)) {
            events.changed(id);
            log.info("Replay {}: {}", id, state);
        }
    }
}
