package io.exaplan.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bounds of an instance, kept beside it in {@code bounds.json} since they take minutes: what {@link LinearBound} and {@link
 * TargetBound} came to.
 *
 * @param value no plan in which every job ends by the horizon is worth more
 * @param targetPflopsDays no plan attains more of all targets together
 */
record StoredBounds(double value, double targetPflopsDays) {

    static StoredBounds of(String instance) throws IOException {
        Path file = Checkout.root().resolve("planner/benchmarks/instances/bounds.json");
        JsonNode bounds =
                JsonMapper.builder().build().readTree(Files.readAllBytes(file)).path(instance);
        if (!bounds.path("value").isNumber() || !bounds.path("targetPflopsDays").isNumber()) {
            throw new IllegalArgumentException(
                    "The file %s has no bounds of (%s).\nCompute them by bin/benchmark LinearBound and TargetBound."
                            .formatted(file, instance));
        }
        return new StoredBounds(
                bounds.path("value").doubleValue(),
                bounds.path("targetPflopsDays").doubleValue());
    }
}
