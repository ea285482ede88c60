package io.exaplan.server.planning;

import io.exaplan.server.security.Allowed;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.Role;
import io.exaplan.server.web.ListFilter;
import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import io.exaplan.server.web.PairPosition;
import io.exaplan.server.web.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Plan versions at the API, newest first. */
@RestController
@RequestMapping("/api/v1/plans")
class PlanController {
    private final PlanViews plans;

    PlanController(PlanViews plans) {
        this.plans = plans;
    }

    /**
     * As filtered, newest first.
     *
     * @param from published since, wall time
     * @param until published before, wall time
     */
    @GetMapping
    @Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN, Role.MEMBER, Role.VIEWER})
    Page<PlanView> list(
            @RequestParam(name = "cause", required = false) PlanVersion.@Nullable Cause cause,
            @RequestParam(name = "from", required = false) @Nullable Instant from,
            @RequestParam(name = "until", required = false) @Nullable Instant until,
            PageRequest page,
            Caller caller) {
        ListFilter filter = new ListFilter()
                .equal("p.cause", cause)
                .notBelow("p.published_at", from)
                .below("p.published_at", until);
        return Page.of(
                plans.before(page.after(Long.MAX_VALUE), filter, page.limitAndOne()).stream()
                        .map(plan -> seen(plan, caller))
                        .toList(),
                page,
                plan -> Long.toString(plan.version()));
    }

    @GetMapping("/{version}")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN, Role.MEMBER, Role.VIEWER})
    PlanView one(@PathVariable long version, Caller caller) {
        return seen(found(version), caller);
    }

    private PlanView found(long version) {
        return plans.find(version).orElseThrow(() -> Problem.notFound("plan version", version));
    }

    private static PlanView seen(PlanView plan, Caller caller) {
        return caller.seesEveryTenant() ? plan : PlanViews.withoutExamples(plan);
    }

    /**
     * What was decided under a version, in order; members see their own tenant's jobs.
     *
     * @param from decided since, wall time
     * @param until decided before, wall time
     */
    @GetMapping("/{version}/changes")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.MEMBER, Role.VIEWER})
    Page<AllocationChangeView> changes(
            @PathVariable long version,
            @RequestParam(name = "from", required = false) @Nullable Instant from,
            @RequestParam(name = "until", required = false) @Nullable Instant until,
            Caller caller,
            PageRequest page) {
        ListFilter filter = new ListFilter().notBelow("a.at", from).below("a.at", until);
        found(version);
        return Page.of(
                plans.changes(
                        version,
                        caller.tenantId(),
                        filter,
                        PairPosition.of(page, PairPosition.BEGINNING),
                        page.limitAndOne()),
                page,
                change -> new PairPosition(change.revision(), change.jobId()).text());
    }

    /** The problem the version was made from, as {@code exaplan solve} reads it; its hash is in the receipt. */
    @GetMapping("/{version}/problem")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.VIEWER})
    ResponseEntity<byte[]> problem(@PathVariable long version) {
        found(version);
        byte[] json = plans.problem(version)
                .orElseThrow(() -> Problem.notFound("problem kept any longer for plan version", version));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"plan-%d.json\"".formatted(version))
                .body(json);
    }
}
