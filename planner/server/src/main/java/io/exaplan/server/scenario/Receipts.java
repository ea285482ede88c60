package io.exaplan.server.scenario;

import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.server.planning.ProblemJson;
import io.exaplan.server.web.Problem;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes receipts: the problem of one search, its seed and steps, and the score it came to. */
@Component
class Receipts {
    private final ScenarioRunStore runs;
    private final Worlds worlds;
    private final JsonMapper json;

    Receipts(ScenarioRunStore runs, Worlds worlds, JsonMapper json) {
        this.runs = runs;
        this.worlds = worlds;
        this.json = json;
    }

    byte[] of(ScenarioRun run, ScenarioRun.Result result, ScenarioRun.Side side, long seed) {
        List<Outcome> outcomes = switch (side) {
            case BASELINE -> result.baseline();
            case SCENARIO -> result.scenario();
        };
        Outcome outcome = outcomes.stream()
                .filter(one -> one.seed() == seed)
                .findFirst()
                .orElseThrow(() -> Problem.notFound("receipt with seed", seed));
        PlanningProblem base = runs.base(run.id()).orElseThrow(() -> Problem.notFound("base of run", run.id()));
        ObjectNode receipt = json.createObjectNode();
        receipt.put("kind", "exaplan-receipt-1");
        receipt.put("run", run.id());
        receipt.put("side", side.name());
        receipt.put("seed", seed);
        receipt.put("steps", outcome.steps());
        receipt.put("endedBySteps", outcome.endedBySteps());
        receipt.put("score", outcome.score());
        receipt.put("problemSha256", outcome.problemSha256());
        receipt.set(
                "problem",
                json.readTree(
                        ProblemJson.write(worlds.world(run, base, side, seed).problem())));
        return json.writeValueAsBytes(receipt);
    }
}
