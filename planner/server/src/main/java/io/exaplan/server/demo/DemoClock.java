package io.exaplan.server.demo;

import java.io.IOException;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** Plan time and its rate, as the planner tells them. */
record DemoClock(Instant now, double rate) {

    static DemoClock ask(PlannerClient planner) throws IOException, InterruptedException {
        JsonNode answer = planner.get("/api/v1/plan-time").orThrow("the question for plan time");
        return new DemoClock(
                Instant.parse(answer.get("now").asString()), answer.get("rate").asDouble());
    }
}
