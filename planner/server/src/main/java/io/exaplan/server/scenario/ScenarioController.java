package io.exaplan.server.scenario;

import io.exaplan.server.security.Allowed;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.InScope;
import io.exaplan.server.security.Role;
import io.exaplan.server.security.TokenScope;
import io.exaplan.server.web.Answers;
import io.exaplan.server.web.EntityTag;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.ListFilter;
import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import io.exaplan.server.web.Versioned;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@InScope(TokenScope.SCENARIOS)
@RequestMapping("/api/v1/scenarios")
@Tag(
        name = "scenarios",
        description = "What-ifs: an overlay on the live state or a stored plan, never touching the live plan")
class ScenarioController {
    private static final String PATH = "/api/v1/scenarios";

    private final ScenarioDesk desk;
    private final ScenarioForm forms;

    ScenarioController(ScenarioDesk desk, ScenarioForm forms) {
        this.desk = desk;
        this.forms = forms;
    }

    /** A scenario as people see it. */
    record ScenarioView(
            int id,
            String name,
            String description,
            Scenario.Mode mode,
            @Nullable Long planVersion,
            @Nullable Duration horizon,
            JsonNode changes,
            long version,
            String createdBy,
            Instant createdAt,
            Instant updatedAt)
            implements Versioned {

        static ScenarioView of(Scenario scenario) {
            return new ScenarioView(
                    scenario.id(),
                    scenario.name(),
                    scenario.description(),
                    scenario.mode(),
                    scenario.planVersion(),
                    scenario.horizon(),
                    scenario.changes(),
                    scenario.version(),
                    scenario.createdBy(),
                    scenario.createdAt(),
                    scenario.updatedAt());
        }
    }

    /** What a new or changed scenario says; docs/scenarios.md describes the changes. */
    record ScenarioSubmission(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String name,

            @Nullable String description,
            Scenario.@Nullable Mode mode,
            @Nullable Long planVersion,
            @Nullable Duration horizon,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            List<Map<String, Object>> changes) {}

    @GetMapping
    @Allowed({Role.ADMIN, Role.PLANNER, Role.VIEWER})
    Page<ScenarioView> list(
            @RequestParam(name = "name", required = false) @Nullable String name,
            @RequestParam(name = "mode", required = false) Scenario.@Nullable Mode mode,
            PageRequest page) {
        ListFilter filter = new ListFilter().equal("name", name).equal("mode", mode);
        return desk.page(page, filter).map(ScenarioView::of);
    }

    @GetMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.VIEWER})
    ResponseEntity<ScenarioView> one(@PathVariable int id) {
        return answer(desk.find(id));
    }

    /**
     * Stores a scenario.
     *
     * @param dryRun reads it as it would be read, stores nothing, and answers 200 with the base it would be laid on
     */
    @PostMapping
    @Allowed({Role.ADMIN, Role.PLANNER})
    @ApiResponse(
            responseCode = "201",
            description = "Stored",
            content = @Content(schema = @Schema(implementation = ScenarioView.class)))
    @ApiResponse(
            responseCode = "200",
            description = "What it would be laid on, with dryRun=true",
            content = @Content(schema = @Schema(implementation = ScenarioForm.Base.class)))
    ResponseEntity<?> create(
            @RequestBody(content = @Content(schema = @Schema(implementation = ScenarioSubmission.class))) JsonForm form,
            @RequestParam(name = "dryRun", defaultValue = "false") boolean dryRun,
            Caller caller) {
        ScenarioForm.Read read = forms.read(form);
        if (dryRun) {
            return ResponseEntity.ok(read.base());
        }
        Scenario.Stated stated = read.stated();
        int id = desk.create(stated, caller.name());
        return Answers.created(PATH, id, ScenarioView.of(desk.find(id)));
    }

    @PutMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PLANNER})
    ResponseEntity<ScenarioView> update(
            @PathVariable int id,
            @RequestBody(content = @Content(schema = @Schema(implementation = ScenarioSubmission.class))) JsonForm form,
            Caller caller,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        Scenario before = desk.find(id);
        long version = EntityTag.required(ifMatch);
        return answer(desk.update(before, version, forms.read(form).stated(), caller.name()));
    }

    /** Its runs stay. */
    @DeleteMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PLANNER})
    ResponseEntity<Void> delete(
            @PathVariable int id,
            Caller caller,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        Scenario before = desk.find(id);
        desk.delete(before, EntityTag.required(ifMatch), caller.name());
        return ResponseEntity.noContent().build();
    }

    private static ResponseEntity<ScenarioView> answer(Scenario scenario) {
        return ResponseEntity.ok().eTag(EntityTag.of(scenario.version())).body(ScenarioView.of(scenario));
    }
}
