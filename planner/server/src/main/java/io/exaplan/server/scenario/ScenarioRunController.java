package io.exaplan.server.scenario;

import io.exaplan.server.queue.WorkState;
import io.exaplan.server.security.Allowed;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.InScope;
import io.exaplan.server.security.Role;
import io.exaplan.server.security.TokenScope;
import io.exaplan.server.web.Answers;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.ListFilter;
import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import io.exaplan.server.web.Problem;
import io.exaplan.server.web.Values;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@InScope(TokenScope.SCENARIOS)
@RequestMapping("/api/v1")
@Tag(
        name = "scenario-runs",
        description = "Scenarios planned beside their baseline, with progress, comparison and receipts")
class ScenarioRunController {
    private static final int LONGEST_REASON = 500;
    private static final String PATH = "/api/v1/scenario-runs";

    private final ScenarioDesk desk;
    private final ScenarioRunStore runs;
    private final Receipts receipts;
    private final ScenarioSettings settings;

    ScenarioRunController(ScenarioDesk desk, ScenarioRunStore runs, Receipts receipts, ScenarioSettings settings) {
        this.desk = desk;
        this.runs = runs;
        this.receipts = receipts;
        this.settings = settings;
    }

    /** A run as lists show it. */
    record ScenarioRunView(
            long id,
            @Nullable Integer scenario,
            String name,
            Scenario.Mode mode,
            @Nullable Long planVersion,
            @Nullable Duration horizon,
            JsonNode changes,
            List<Long> seeds,
            int steps,
            WorkState state,
            boolean cancelAsked,
            ScenarioRun.Progress progress,
            @Nullable String failure,
            String createdBy,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {

        static ScenarioRunView of(ScenarioRun run) {
            return new ScenarioRunView(
                    run.id(),
                    run.scenarioId(),
                    run.name(),
                    run.mode(),
                    run.planVersion(),
                    run.horizon(),
                    run.changes(),
                    run.seeds(),
                    run.steps(),
                    run.state(),
                    run.cancelAsked(),
                    run.progress(),
                    run.failure(),
                    run.createdBy(),
                    run.createdAt(),
                    run.startedAt(),
                    run.endedAt());
        }
    }

    /** How a scenario shall be planned; what is left out has a default. */
    record ScenarioRunSubmission(
            @Nullable List<Long> seeds, @Nullable Integer steps) {}

    /** Why somebody cancels a run. */
    record ScenarioRunOrder(@Nullable String reason) {}

    @PostMapping("/scenarios/{id}/runs")
    @Allowed({Role.ADMIN, Role.PLANNER})
    ResponseEntity<ScenarioRunView> create(
            @PathVariable int id,
            @RequestBody(content = @Content(schema = @Schema(implementation = ScenarioRunSubmission.class)))
                    JsonForm form,
            Caller caller) {
        Scenario scenario = desk.find(id);
        List<Long> seeds = form.optional(
                        "seeds",
                        Values.list(Values.wholeNumber(0, Integer.MAX_VALUE), settings.maxSeeds())
                                .when(list -> !list.isEmpty(), "State at least one seed.")
                                .when(
                                        list -> list.stream().distinct().count() == list.size(),
                                        "A seed is there twice: the second would only repeat the first."))
                .orElseGet(() -> LongStream.rangeClosed(1, settings.defaultSeeds())
                        .boxed()
                        .toList());
        int steps = form.optional("steps", Values.integer(0, settings.maxSteps()), settings.defaultSteps());
        form.finish();
        long run = desk.ask(scenario, seeds, steps, caller.name());
        return Answers.created(PATH, run, ScenarioRunView.of(desk.run(run)));
    }

    /** The newest first. */
    @GetMapping("/scenario-runs")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.VIEWER})
    Page<ScenarioRunView> list(
            @RequestParam(name = "scenario", required = false) @Nullable Integer scenario,
            @RequestParam(name = "state", required = false) @Nullable WorkState state,
            PageRequest page) {
        ListFilter filter = new ListFilter().equal("scenario_id", scenario).equal("state", state);
        return runs.page(filter, page).map(ScenarioRunView::of);
    }

    @GetMapping("/scenario-runs/{id}")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.VIEWER})
    ScenarioRunView one(@PathVariable long id) {
        return ScenarioRunView.of(desk.run(id));
    }

    @PostMapping("/scenario-runs/{id}/cancel")
    @Allowed({Role.ADMIN, Role.PLANNER})
    ScenarioRunView cancel(
            @PathVariable long id,
            @RequestBody(content = @Content(schema = @Schema(implementation = ScenarioRunOrder.class))) JsonForm form,
            Caller caller) {
        String reason = form.orNull("reason", Values.text(LONGEST_REASON));
        form.finish();
        return ScenarioRunView.of(desk.cancel(desk.run(id), caller.name(), reason));
    }

    /** Both sides and how they differ; 409 until the run has succeeded. */
    @GetMapping("/scenario-runs/{id}/result")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.VIEWER})
    ScenarioRun.Result result(@PathVariable long id) {
        return succeeded(desk.run(id));
    }

    /** The comparison's figures as a table. */
    @GetMapping(path = "/scenario-runs/{id}/comparison", produces = "text/csv")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.VIEWER})
    ResponseEntity<String> comparison(@PathVariable long id) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"scenario-run-%d.csv\"".formatted(id))
                .body(ComparisonTable.csv(succeeded(desk.run(id)).comparison()));
    }

    /** All that is needed to plan one side of a seed again, without the database: {@code exaplan solve --receipt} reads it. */
    @GetMapping("/scenario-runs/{id}/receipt")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.VIEWER})
    ResponseEntity<byte[]> receipt(
            @PathVariable long id, @RequestParam ScenarioRun.Side side, @RequestParam long seed) {
        ScenarioRun run = desk.run(id);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"scenario-run-%d-%s-%d.json\"".formatted(id, side, seed))
                .body(receipts.of(run, succeeded(run), side, seed));
    }

    private static ScenarioRun.Result succeeded(ScenarioRun run) {
        ScenarioRun.Result result = run.result();
        if (result == null) {
            throw Problem.conflict(
                    "no-result",
                    "state",
                    run.state(),
                    "The run (%d) is %s and has no result.\nMaybe wait for it to succeed."
                            .formatted(run.id(), run.state()));
        }
        return result;
    }
}
