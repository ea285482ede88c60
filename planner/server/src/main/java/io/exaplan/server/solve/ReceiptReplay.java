package io.exaplan.server.solve;

import io.exaplan.engine.book.PlanBook;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.solver.Budget;
import io.exaplan.engine.solver.CityPlanner;
import io.exaplan.server.planning.ProblemJson;
import io.exaplan.server.planning.ProblemSnapshot;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A receipt planned again, without any database.
 *
 * @param hash hash of the problem it carries
 * @param statedHash what it says that hash is
 * @param score what planning came to
 * @param statedScore what it says planning came to
 * @param endedBySteps whether its search was ended by steps, so that it can be repeated exactly
 */
record ReceiptReplay(String hash, String statedHash, String score, String statedScore, boolean endedBySteps) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> FIELDS =
            List.of("problem", "problemSha256", "seed", "steps", "score", "endedBySteps");

    static ReceiptReplay of(byte[] receipt) throws InvalidProblem {
        JsonNode tree = parsed(receipt);
        PlanningProblem problem = problem(tree);
        String hash = ProblemSnapshot.of(problem).sha256();
        String statedHash = tree.path("problemSha256").asString("");
        String statedScore = tree.path("score").asString("");
        boolean endedBySteps = tree.path("endedBySteps").asBoolean(false);
        if (!hash.equals(statedHash)) {
            // Not the problem that was planned: its score would say nothing.
            return new ReceiptReplay(hash, statedHash, "", statedScore, endedBySteps);
        }
        Budget budget =
                Budget.ofSteps(tree.path("steps").asInt(0), tree.path("seed").asLong(0));
        String score = CityPlanner.create()
                .improve(new PlanBook(problem).snapshot(), budget)
                .score();
        return new ReceiptReplay(hash, statedHash, score, statedScore, endedBySteps);
    }

    boolean genuine() {
        return hash.equals(statedHash);
    }

    boolean repeated() {
        return genuine() && score.equals(statedScore);
    }

    private static JsonNode parsed(byte[] receipt) throws InvalidProblem {
        try {
            JsonNode tree = JSON.readTree(receipt);
            List<String> missing =
                    FIELDS.stream().filter(field -> !tree.hasNonNull(field)).toList();
            if (!missing.isEmpty()) {
                throw new InvalidProblem(List.of("It is no receipt: %s are missing.".formatted(missing)));
            }
            return tree;
        } catch (JacksonException e) {
            throw new InvalidProblem(List.of("It is no JSON: %s".formatted(e.getOriginalMessage())));
        }
    }

    private static PlanningProblem problem(JsonNode tree) throws InvalidProblem {
        try {
            return ProblemJson.read(JSON.writeValueAsBytes(tree.get("problem")));
        } catch (JacksonException e) {
            throw new InvalidProblem(List.of("problem: %s".formatted(e.getOriginalMessage())));
        }
    }
}
