package io.exaplan.server.replay;

import io.exaplan.server.queue.WorkState;
import io.exaplan.server.security.Allowed;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.InScope;
import io.exaplan.server.security.Role;
import io.exaplan.server.security.TokenScope;
import io.exaplan.server.web.Answers;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import io.exaplan.server.web.Values;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@InScope(TokenScope.SCENARIOS)
@RequestMapping(ReplayController.PATH)
@Tag(
        name = "replays",
        description =
                "Recorded workloads replayed on a machine, under the planner's policy and published ones beside it")
class ReplayController {
    static final String PATH = "/api/v1/replays";

    private static final int LONGEST_REASON = 500;

    private final ReplayDesk desk;
    private final ReplayForm forms;

    ReplayController(ReplayDesk desk, ReplayForm forms) {
        this.desk = desk;
        this.forms = forms;
    }

    /** What a replay is asked; docs/replay.md describes it, its words are those of {@code exaplan replay queue}. */
    record ReplaySubmission(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String name,

            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    description = "A log in the standard workload format: 18 fields a line, comments after a semicolon")
            String workload,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            ReplayView.ReplayMachine machine,

            @ArraySchema(
                    arraySchema = @Schema(requiredMode = Schema.RequiredMode.REQUIRED),
                    schema =
                            @Schema(
                                    allowableValues = {
                                        "exaplan",
                                        "fifo",
                                        "easy",
                                        "sjf",
                                        "sjf-greedy",
                                        "sjf-easy",
                                        "saf",
                                        "wfp3",
                                        "uni",
                                        "f1"
                                    }),
                    minItems = 1,
                    uniqueItems = true)
            List<String> policies,

            @Schema(allowableValues = {"wait", "slowdown", "weighted", "fair"}) @Nullable
            String objective,

            @Schema(allowableValues = {"exact", "estimated"}) @Nullable
            String runtimes,

            @Schema(allowableValues = {"clean", "rlscheduler"}) @Nullable
            String world,

            @Nullable Long seed,
            @Nullable Duration frozen) {}

    /** Why somebody cancels a replay. */
    record ReplayOrder(@Nullable String reason) {}

    @PostMapping
    @Allowed({Role.ADMIN, Role.PLANNER})
    ResponseEntity<ReplayView> create(
            @RequestBody(content = @Content(schema = @Schema(implementation = ReplaySubmission.class))) JsonForm form,
            Caller caller) {
        ReplayForm.Read read = forms.read(form);
        long id = desk.ask(read, caller.name());
        return Answers.created(PATH, id, ReplayView.of(desk.find(id)));
    }

    /** The newest first. */
    @GetMapping
    @Allowed({Role.ADMIN, Role.PLANNER, Role.VIEWER})
    Page<ReplayView> list(@RequestParam(name = "state", required = false) @Nullable WorkState state, PageRequest page) {
        return desk.page(state, page).map(ReplayView::of);
    }

    /** How far it is, and the figures of the policies that are through. */
    @GetMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.VIEWER})
    ReplayView one(@PathVariable long id) {
        return ReplayView.of(desk.find(id));
    }

    /** One under way ends within seconds; the figures it has stay. */
    @PostMapping("/{id}/cancel")
    @Allowed({Role.ADMIN, Role.PLANNER})
    ReplayView cancel(
            @PathVariable long id,
            @RequestBody(content = @Content(schema = @Schema(implementation = ReplayOrder.class))) JsonForm form,
            Caller caller) {
        String reason = form.orNull("reason", Values.text(LONGEST_REASON));
        form.finish();
        return ReplayView.of(desk.cancel(desk.find(id), caller.name(), reason));
    }

    /** One that has ended; 409 before. */
    @DeleteMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PLANNER})
    ResponseEntity<Void> delete(@PathVariable long id, Caller caller) {
        desk.delete(desk.find(id), caller.name());
        return ResponseEntity.noContent().build();
    }
}
