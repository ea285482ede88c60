package io.exaplan.benchmarks;

import io.exaplan.server.demo.PlannerClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Scenario runs that wait and run beside what is measured. */
final class QueuedScenarios {
    private static final Set<String> LIVE = Set.of("QUEUED", "RUNNING");

    private final PlannerClient planner;
    private final List<Long> runs = new ArrayList<>();

    QueuedScenarios(PlannerClient planner) {
        this.planner = planner;
    }

    /** Queues runs of one scenario: a cluster of the live state is lost for three days from a quarter of an hour on. */
    void queue(int count, String lostCluster) throws IOException, InterruptedException {
        Instant from = Instant.now().plus(Duration.ofMinutes(15));
        long scenario = planner.post(
                        "/api/v1/scenarios",
                        Map.of(
                                "name",
                                "bench",
                                "changes",
                                List.of(Map.of(
                                        "type",
                                        "CLUSTER_LOST",
                                        "cluster",
                                        lostCluster,
                                        "from",
                                        from.toString(),
                                        "until",
                                        from.plus(Duration.ofDays(3)).toString()))))
                .orThrow("the scenario")
                .required("id")
                .asLong();
        for (int number = 0; number < count; number++) {
            runs.add(planner.post("/api/v1/scenarios/%d/runs".formatted(scenario), Map.of())
                    .orThrow("a scenario run")
                    .required("id")
                    .asLong());
        }
    }

    /** How many of them have not ended. */
    int left() throws IOException, InterruptedException {
        int left = 0;
        for (long run : runs) {
            String state = planner.get("/api/v1/scenario-runs/" + run)
                    .orThrow("scenario run " + run)
                    .required("state")
                    .asString();
            left += LIVE.contains(state) ? 1 : 0;
        }
        return left;
    }
}
