package io.exaplan.server.views;

import io.exaplan.server.demand.Target;
import io.exaplan.server.demand.Target.Counted;
import io.exaplan.server.demand.Target.Level;
import io.exaplan.server.demand.Target.Scope;
import io.exaplan.server.demand.Target.Stated;
import io.exaplan.server.demand.TargetForm;
import io.exaplan.server.demand.Targets;
import io.exaplan.server.demand.Tenants;
import io.exaplan.server.security.Allowed;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.InScope;
import io.exaplan.server.security.Role;
import io.exaplan.server.security.TokenScope;
import io.exaplan.server.views.CapacityViews.Basis;
import io.exaplan.server.web.Answers;
import io.exaplan.server.web.EntityTag;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.ListFilter;
import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import io.exaplan.server.web.Problem;
import io.exaplan.server.web.Versioned;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
@RequestMapping("/api/v1/targets")
@Tag(name = "targets", description = "Promises with a date, and how they stand")
class TargetController {

    private static final String PATH = "/api/v1/targets";

    private final Targets targets;
    private final Tenants tenants;
    private final Attainments attainments;
    private final TargetPast past;

    TargetController(Targets targets, Tenants tenants, Attainments attainments, TargetPast past) {
        this.targets = targets;
        this.tenants = tenants;
        this.attainments = attainments;
        this.past = past;
    }

    /** What is promised: a level of the funnel in PFLOPS, or a count; at a date or within a window, past or to come. */
    record TargetSubmission(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String name,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            Scope scope,

            @Schema(description = "For scope COHORT") @Nullable
            String cohort,

            @Schema(description = "For scope TENANT") @Nullable
            String tenant,

            @Schema(description = "Dense FP16/BF16 vendor-peak PFLOPS at this level; cohorts and tenants: ALLOCATED")
            @Nullable
            Level level,

            @Schema(description = "Instead of level: how many of these") @Nullable
            Counted counted,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            double atLeast,

            @Schema(description = "Upper end of a range such as 3 to 5, of a number of things only") @Nullable
            Double atMost,

            @Schema(description = "Start of a window in plan time; without one, reached before counts too") @Nullable
            Instant from,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "Plan time, may be past")
            Instant by,

            @Schema(description = "What was reached by then as reported elsewhere, where no record goes back so far")
            @Nullable
            Double reportedValue,

            @Nullable String document) {}

    /**
     * A target and how it stands.
     *
     * @param basis what PFLOPS are meant; null for counts
     */
    record TargetView(
            int id,
            long version,
            String name,
            Scope scope,
            @Nullable String cohort,
            @Nullable String tenant,
            @Nullable Level level,
            @Nullable Counted counted,
            double atLeast,
            @Nullable Double atMost,
            @Nullable Instant from,
            Instant by,
            @Nullable Double reportedValue,
            @Nullable String document,
            @Nullable Basis basis,
            Attainment attainment)
            implements Versioned {}

    /**
     * What counted for a target over time.
     *
     * @param basis what PFLOPS are meant; null for counts
     * @param atLeast what was promised
     * @param points oldest first; none where nothing is known
     */
    record TargetHistoryView(
            @Nullable Basis basis,
            double atLeast,
            Instant from,
            Instant until,
            Duration step,
            List<TargetPast.TargetPoint> points) {}

    /** Members see the city's, their tenant's and their cohort's, cluster admins the city's. */
    @GetMapping
    @Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN, Role.MEMBER, Role.VIEWER})
    Page<TargetView> list(
            @RequestParam(name = "scope", required = false) @Nullable Scope scope,
            @RequestParam(name = "cohort", required = false) @Nullable String cohort,
            @RequestParam(name = "tenant", required = false) @Nullable String tenant,
            PageRequest page,
            Caller caller) {
        ListFilter filter =
                new ListFilter().equal("g.scope", scope).equal("c.name", cohort).equal("t.name", tenant);
        return Page.of(
                        targets.page(page, filter, caller.tenantId(), caller.role() == Role.CLUSTER_ADMIN),
                        page,
                        target -> Integer.toString(target.id()))
                .map(this::view);
    }

    @GetMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN, Role.MEMBER, Role.VIEWER})
    ResponseEntity<TargetView> one(@PathVariable int id, Caller caller) {
        return answer(find(id, caller));
    }

    /**
     * What counted for it over time: PFLOPS of the funnel for the city, on average over each step for a tenant or a cohort, or how
     * many there were of what is counted.
     *
     * @param from plan time, 30 days before {@code until} when left out
     * @param until plan time, now when left out
     * @param step ISO 8601 duration; about 500 points when left out
     */
    @GetMapping("/{id}/history")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN, Role.MEMBER, Role.VIEWER})
    TargetHistoryView history(
            @PathVariable int id,
            @RequestParam(name = "from", required = false) @Nullable Instant from,
            @RequestParam(name = "until", required = false) @Nullable Instant until,
            @RequestParam(name = "step", required = false) @Nullable Duration step,
            Caller caller) {
        Stated stated = find(id, caller).stated();
        HistorySpan span = past.span(from, until, step);
        return new TargetHistoryView(
                stated.level() == null ? null : Basis.ACCOUNTING,
                stated.atLeast(),
                span.from(),
                span.until(),
                span.step(),
                past.points(stated, span));
    }

    @PostMapping
    @Allowed({Role.ADMIN, Role.PLANNER})
    ResponseEntity<TargetView> create(
            @RequestBody(content = @Content(schema = @Schema(implementation = TargetSubmission.class))) JsonForm form,
            Caller caller) {
        Stated stated = TargetForm.read(form);
        int id = targets.create(stated, caller.name());
        return Answers.created(PATH, id, view(find(id, caller)));
    }

    @PutMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PLANNER})
    ResponseEntity<TargetView> update(
            @PathVariable int id,
            @RequestBody(content = @Content(schema = @Schema(implementation = TargetSubmission.class))) JsonForm form,
            Caller caller,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        Target before = find(id, caller);
        Stated stated = TargetForm.read(form);
        return answer(targets.update(before, EntityTag.required(ifMatch), stated, caller.name()));
    }

    @DeleteMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PLANNER})
    ResponseEntity<Void> delete(
            @PathVariable int id,
            Caller caller,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        targets.delete(find(id, caller), EntityTag.required(ifMatch), caller.name());
        return ResponseEntity.noContent().build();
    }

    private Target find(int id, Caller caller) {
        return targets.find(id)
                .filter(target -> visible(target.stated(), caller))
                .orElseThrow(() -> Problem.notFound("target", id));
    }

    private boolean visible(Stated stated, Caller caller) {
        Integer own = caller.tenantId();
        if (stated.scope() == Scope.CITY || (own == null && caller.role() != Role.CLUSTER_ADMIN)) {
            return true;
        }
        return own != null
                && tenants.find(own)
                        .filter(tenant -> stated.counts(tenant.stated()))
                        .isPresent();
    }

    private ResponseEntity<TargetView> answer(Target target) {
        return ResponseEntity.ok().eTag(EntityTag.of(target.version())).body(view(target));
    }

    private TargetView view(Target target) {
        Stated stated = target.stated();
        return new TargetView(
                target.id(),
                target.version(),
                stated.name(),
                stated.scope(),
                stated.scope() == Scope.COHORT ? stated.owner() : null,
                stated.scope() == Scope.TENANT ? stated.owner() : null,
                stated.level(),
                stated.counted(),
                stated.atLeast(),
                stated.atMost(),
                stated.from(),
                stated.by(),
                stated.reportedValue(),
                stated.document(),
                stated.level() == null ? null : Basis.ACCOUNTING,
                attainments.of(target));
    }
}
