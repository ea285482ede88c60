package io.exaplan.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.Api;
import io.exaplan.server.solve.SolveCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** What tests of scenarios ask for through the API. */
record ScenarioCalls(Api planner) {

    /** Stores a scenario and asks for a run of it with two seeds; its id. */
    long run(Map<String, Object> scenario, int steps) {
        Api.Answer made = planner.post("/api/v1/scenarios", scenario);
        assertThat(made.status()).as(made.raw().body()).isEqualTo(201);
        Api.Answer run =
                planner.post(made.header("Location") + "/runs", Map.of("seeds", List.of(1, 2), "steps", steps));
        assertThat(run.status()).as(run.raw().body()).isEqualTo(201);
        return run.body().get("id").asLong();
    }

    String stateOf(long run) {
        return planner.get("/api/v1/scenario-runs/%d".formatted(run)).text("/state");
    }

    /** The result of a run that ends well. */
    JsonNode resultOf(long run) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> stateOf(run), state -> !state.equals("QUEUED") && !state.equals("RUNNING"));
        Api.Answer answer = planner.get("/api/v1/scenario-runs/%d".formatted(run));
        assertThat(answer.text("/state")).as(answer.raw().body()).isEqualTo("SUCCEEDED");
        return planner.get("/api/v1/scenario-runs/%d/result".formatted(run)).body();
    }

    /** The receipt of a run's scenario repeats without the database; a changed one is found. */
    void assertReceiptRepeats(long run, int seed, UnaryOperator<String> change, Path folder) throws IOException {
        String receipt = planner.get("/api/v1/scenario-runs/%d/receipt?side=SCENARIO&seed=%d".formatted(run, seed))
                .raw()
                .body();
        Path genuine = Files.writeString(folder.resolve("genuine.json"), receipt);
        Path changed = Files.writeString(folder.resolve("changed.json"), change.apply(receipt));
        StringWriter told = new StringWriter();
        CommandLine solve = new CommandLine(new SolveCommand()).setOut(new PrintWriter(told));

        assertThat(solve.execute("--receipt", genuine.toString()))
                .as(told.toString())
                .isZero();
        assertThat(solve.execute("--receipt", changed.toString())).isEqualTo(1);
        assertThat(told.toString()).contains("genuine.json repeats", "changed.json was changed");
    }
}
