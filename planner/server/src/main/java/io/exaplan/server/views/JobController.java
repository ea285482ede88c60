package io.exaplan.server.views;

import io.exaplan.server.demand.Job;
import io.exaplan.server.demand.JobKind;
import io.exaplan.server.demand.JobOrders;
import io.exaplan.server.demand.JobState;
import io.exaplan.server.demand.JobSubmission;
import io.exaplan.server.demand.JobTerms;
import io.exaplan.server.demand.PriorityClass;
import io.exaplan.server.security.Allowed;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.InScope;
import io.exaplan.server.security.Role;
import io.exaplan.server.security.TokenScope;
import io.exaplan.server.views.JobViews.JobChangeOrder;
import io.exaplan.server.views.JobViews.JobCounts;
import io.exaplan.server.views.JobViews.JobOrder;
import io.exaplan.server.views.JobViews.JobSummary;
import io.exaplan.server.views.JobViews.JobView;
import io.exaplan.server.views.JobViews.TransitionView;
import io.exaplan.server.views.JobWaits.WaitsView;
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
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@InScope(TokenScope.JOBS)
@RequestMapping("/api/v1/jobs")
@Tag(name = "jobs", description = "What teams submit, with predicted start and every reason for waiting")
class JobController {

    private static final int LONGEST_REASON = 1000;

    private final JobDesk desk;
    private final JobReads reads;
    private final JobWaits waits;
    private final JobDetails details;
    private final JobOrders orders;
    private final JobTerms terms;

    JobController(JobDesk desk, JobReads reads, JobWaits waits, JobDetails details, JobOrders orders, JobTerms terms) {
        this.desk = desk;
        this.reads = reads;
        this.waits = waits;
        this.details = details;
        this.orders = orders;
        this.terms = terms;
    }

    /** What people do to a job. */
    private interface Order {
        Job give(long id, String actor, @Nullable String reason);
    }

    /**
     * Submits a job and answers with its predicted start.
     *
     * @param dryRun validates, sizes and predicts, stores nothing, and answers 200 with a JobPreview
     * @param replaces a job that waits: cancelled when this one is stored, both or neither; a dry run plans as if it were gone
     */
    @PostMapping
    @Allowed({Role.ADMIN, Role.PLANNER, Role.MEMBER})
    @ApiResponse(
            responseCode = "201",
            description = "Stored",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    @ApiResponse(
            responseCode = "200",
            description = "What it would come to, with dryRun=true",
            content = @Content(schema = @Schema(implementation = JobViews.JobPreview.class)))
    ResponseEntity<?> submit(
            @RequestBody(content = @Content(schema = @Schema(implementation = JobSubmission.class))) JsonForm form,
            @RequestParam(name = "dryRun", defaultValue = "false") boolean dryRun,
            @RequestParam(name = "replaces", required = false) @Nullable Long replaces,
            Caller caller) {
        if (dryRun) {
            return ResponseEntity.ok(desk.preview(form, replaces, caller));
        }
        JobView job = desk.submit(form, replaces, caller);
        return Answers.created(JobDesk.PATH, job.id(), job);
    }

    /**
     * Jobs, as filtered; members see those of their tenant, cluster admins those their cluster serves.
     *
     * @param tenant of this tenant, by name
     * @param cohort of a tenant of this cohort, by name
     * @param name with this name
     * @param cluster standing on this cluster in the active plan, running or to start there, by name
     * @param from submitted at this plan time or later
     * @param until submitted before this plan time
     */
    @GetMapping
    @Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN, Role.MEMBER, Role.VIEWER})
    Page<JobSummary> list(
            @RequestParam(name = "state", required = false) @Nullable List<JobState> states,
            @RequestParam(name = "kind", required = false) @Nullable JobKind kind,
            @RequestParam(name = "priorityClass", required = false) @Nullable PriorityClass priorityClass,
            @RequestParam(name = "tenant", required = false) @Nullable String tenant,
            @RequestParam(name = "cohort", required = false) @Nullable String cohort,
            @RequestParam(name = "name", required = false) @Nullable String name,
            @RequestParam(name = "cluster", required = false) @Nullable String cluster,
            @RequestParam(name = "from", required = false) @Nullable Instant from,
            @RequestParam(name = "until", required = false) @Nullable Instant until,
            @RequestParam(name = "order", defaultValue = "OLDEST") JobFilter.Order order,
            PageRequest page,
            Caller caller) {
        ListFilter wanted = new ListFilter()
                .equal("t.name", tenant)
                .equal("(select name from cohort where id = t.cohort_id)", cohort)
                .equal("j.name", name)
                .equal("j.kind", kind)
                .equal("j.spec ->> 'priorityClass'", priorityClass)
                .equal("c.name", cluster)
                .notBelow("j.plan_submitted", from)
                .below("j.plan_submitted", until);
        return reads.page(new JobFilter(states == null ? List.of() : states, wanted, order), page, caller);
    }

    /** How many jobs are in each state. */
    @GetMapping("/counts")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN, Role.MEMBER, Role.VIEWER})
    JobCounts counts(Caller caller) {
        return reads.counts(caller);
    }

    /** The queue, and how long jobs wait that started within the last day of plan time, by kind and sector of their tenants. */
    @GetMapping("/waits")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN, Role.MEMBER, Role.VIEWER})
    WaitsView waits(Caller caller) {
        return waits.of(caller);
    }

    @GetMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.MEMBER, Role.VIEWER})
    ResponseEntity<JobView> one(@PathVariable long id, Caller caller) {
        return answer(desk.find(id, caller));
    }

    /** Changes a job that waits; of one that runs its priority only. What is left out stays, null takes away. If-Match carries the ETag of what was read. */
    @PatchMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.MEMBER})
    ResponseEntity<JobView> change(
            @PathVariable long id,
            @RequestBody(content = @Content(schema = @Schema(implementation = JobChangeOrder.class))) JsonForm form,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        Job job = owned(id, caller);
        Job changed = terms.change(job, EntityTag.required(ifMatch), form, caller.name());
        return ResponseEntity.ok().eTag(EntityTag.of(changed.revision())).body(desk.evaluated(changed));
    }

    private ResponseEntity<JobView> answer(Job job) {
        return ResponseEntity.ok().eTag(EntityTag.of(job.revision())).body(details.of(job));
    }

    /** Every step of its life, oldest first. */
    @GetMapping("/{id}/transitions")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.MEMBER, Role.VIEWER})
    Page<TransitionView> transitions(@PathVariable long id, PageRequest page, Caller caller) {
        return details.transitions(desk.find(id, caller).id(), page);
    }

    /** Ends it: at once when it waits, otherwise when its run has been stopped. */
    @PostMapping("/{id}/cancel")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.MEMBER})
    JobView cancel(
            @PathVariable long id,
            @RequestBody(content = @Content(schema = @Schema(implementation = JobOrder.class))) JsonForm form,
            Caller caller) {
        return order(id, form, caller, orders::cancel);
    }

    /** Puts it aside until it is resumed. */
    @PostMapping("/{id}/suspend")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.MEMBER})
    JobView suspend(
            @PathVariable long id,
            @RequestBody(content = @Content(schema = @Schema(implementation = JobOrder.class))) JsonForm form,
            Caller caller) {
        return order(id, form, caller, orders::suspend);
    }

    /** Lets a suspended job wait for a start again. */
    @PostMapping("/{id}/resume")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.MEMBER})
    JobView resume(
            @PathVariable long id,
            @RequestBody(content = @Content(schema = @Schema(implementation = JobOrder.class))) JsonForm form,
            Caller caller) {
        return order(id, form, caller, orders::resume);
    }

    private JobView order(long id, JsonForm form, Caller caller, Order order) {
        String reason = form.orNull("reason", Values.text(LONGEST_REASON));
        form.finish();
        owned(id, caller);
        return desk.evaluated(order.give(id, caller.name(), reason));
    }

    private Job owned(long id, Caller caller) {
        Job job = desk.find(id, caller);
        if (!caller.actsForTenant(job.tenantId())) {
            throw Problem.forbidden("This token may see the job (%d) and not change it.".formatted(id));
        }
        return job;
    }
}
