package io.exaplan.server.replay;

import io.exaplan.server.queue.WorkState;
import io.exaplan.server.web.EventLog;
import org.springframework.stereotype.Component;

/** Tells the event streams of replays: when one is queued, begins, is through with a policy, and ends. */
@Component
class ReplayEvents {
    private final ReplayStore replays;
    private final EventLog events;

    ReplayEvents(ReplayStore replays, EventLog events) {
        this.replays = replays;
        this.events = events;
    }

    /** What streams carry. */
    record Told(long replay, String name, WorkState state, int policiesDone, int policies) {}

    void changed(long id) {
        replays.find(id)
                .ifPresent(replay -> events.append(
                        "replay.changed",
                        null,
                        null,
                        new Told(
                                id,
                                replay.asked().name(),
                                replay.state(),
                                replay.results().size(),
                                replay.asked().policies().size())));
    }
}
