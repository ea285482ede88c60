package io.exaplan.server.demand;

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
import io.exaplan.server.web.Problem;
import io.exaplan.server.web.Values;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
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

@RestController
@InScope(TokenScope.ACCOUNTS)
@RequestMapping("/api/v1/cohorts")
@Tag(name = "cohorts", description = "Groups of tenants that lend each other unused quota")
class CohortController {

    private final Cohorts cohorts;

    CohortController(Cohorts cohorts) {
        this.cohorts = cohorts;
    }

    /** What a new cohort says. */
    record CohortSubmission(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String name) {}

    @GetMapping
    @Allowed({Role.ADMIN, Role.PLANNER, Role.VIEWER})
    Page<Cohort> list(@RequestParam(name = "name", required = false) @Nullable String name, PageRequest page) {
        return cohorts.page(page, new ListFilter().equal("name", name));
    }

    @PostMapping
    @Allowed({Role.ADMIN, Role.PLANNER})
    ResponseEntity<Cohort> create(
            @RequestBody(content = @Content(schema = @Schema(implementation = CohortSubmission.class))) JsonForm form,
            Caller caller) {
        String name = form.required("name", Values.name(), "");
        form.finish();
        int id = cohorts.create(name, caller.name()).id();
        return Answers.created("/api/v1/cohorts", id, cohort(id));
    }

    @GetMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.VIEWER})
    ResponseEntity<Cohort> one(@PathVariable int id) {
        return answer(cohort(id));
    }

    /** Gives it another name; its tenants stay in it. */
    @PutMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PLANNER})
    ResponseEntity<Cohort> rename(
            @PathVariable int id,
            @RequestBody(content = @Content(schema = @Schema(implementation = CohortSubmission.class))) JsonForm form,
            Caller caller,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        Cohort before = cohort(id);
        String name = form.required("name", Values.name(), "");
        form.finish();
        return answer(cohorts.rename(before, EntityTag.required(ifMatch), name, caller.name()));
    }

    /** Deletes one that no tenant and no target belongs to. */
    @DeleteMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PLANNER})
    ResponseEntity<Void> delete(
            @PathVariable int id,
            Caller caller,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        cohorts.delete(cohort(id), EntityTag.required(ifMatch), caller.name());
        return ResponseEntity.noContent().build();
    }

    private Cohort cohort(int id) {
        return cohorts.find(id).orElseThrow(() -> Problem.notFound("cohort", id));
    }

    private static ResponseEntity<Cohort> answer(Cohort cohort) {
        return ResponseEntity.ok().eTag(EntityTag.of(cohort.version())).body(cohort);
    }
}
