package io.exaplan.server.scenario;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.exaplan.server.queue.WorkState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One planning of a scenario beside its baseline, on what the scenario was when it was asked for.
 *
 * @param scenarioId null once the scenario was deleted
 * @param cancelAsked somebody wants it to end
 * @param attempts how often a replica began it
 * @param result null until it has succeeded
 * @param failure why it failed, null when it did not
 */
record ScenarioRun(
        long id,
        @Nullable Integer scenarioId,
        String name,
        Scenario.Mode mode,
        @Nullable Long planVersion,
        @Nullable Duration horizon,
        JsonNode changes,
        List<Long> seeds,
        int steps,
        WorkState state,
        boolean cancelAsked,
        int attempts,
        Progress progress,
        @Nullable Result result,
        @Nullable String failure,
        String createdBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    /** The two worlds of a seed. */
    enum Side {
        BASELINE,
        SCENARIO
    }

    /**
     * How far it is.
     *
     * @param solvesDone of two for each seed
     * @param curve the score as the searches go on, for a picture
     */
    record Progress(int solvesDone, List<Point> curve) {
        Progress {
            curve = List.copyOf(curve);
        }
    }

    /** A better plan was found. */
    record Point(long seed, Side side, long step, String score) {}

    /** What it came to. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Result(List<Outcome> baseline, List<Outcome> scenario, Comparison comparison) {
        Result {
            baseline = List.copyOf(baseline);
            scenario = List.copyOf(scenario);
        }
    }
}
