package io.exaplan.server.scenario;

import io.exaplan.server.queue.WorkState;
import io.exaplan.server.web.EventLog;
import org.springframework.stereotype.Component;

/** Tells the event streams of runs. */
@Component
class ScenarioEvents {
    private final EventLog events;

    ScenarioEvents(EventLog events) {
        this.events = events;
    }

    /** What streams carry. */
    record Told(long run, String name, WorkState state, int solvesDone, int solves) {}

    void changed(ScenarioRun run, WorkState state, int solvesDone) {
        events.append(
                "scenario-run.changed",
                null,
                null,
                new Told(run.id(), run.name(), state, solvesDone, run.seeds().size() * 2));
    }
}
