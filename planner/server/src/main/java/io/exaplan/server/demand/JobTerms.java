package io.exaplan.server.demand;

import io.exaplan.server.audit.AuditLog;
import io.exaplan.server.demand.JobSpec.Deadline;
import io.exaplan.server.time.PlanTime;
import io.exaplan.server.web.Changes;
import io.exaplan.server.web.EntityTag;
import io.exaplan.server.web.EventLog;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.Problem;
import io.exaplan.server.web.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes how urgent a job is and how long it may take. What it runs on stays: that would be another job. */
@Component
public class JobTerms {

    private static final int LONGEST_REASON = 1000;

    private final Jobs jobs;
    private final JobRows rows;
    private final JdbcClient jdbc;
    private final PlanTime planTime;
    private final DemandSettings settings;
    private final AuditLog audit;
    private final EventLog events;
    private final Changes changes;

    JobTerms(
            Jobs jobs,
            JobRows rows,
            JdbcClient jdbc,
            PlanTime planTime,
            DemandSettings settings,
            AuditLog audit,
            EventLog events,
            Changes changes) {
        this.jobs = jobs;
        this.rows = rows;
        this.jdbc = jdbc;
        this.planTime = planTime;
        this.settings = settings;
        this.audit = audit;
        this.events = events;
        this.changes = changes;
    }

    /** Changes a job that still has this revision. */
    @Transactional
    public Job change(Job read, long expectedRevision, JsonForm form, String actor) {
        Job job = jobs.lock(List.of(read.id())).stream()
                .findFirst()
                .orElseThrow(() -> Problem.notFound("job", read.id()));
        JobSpec before = job.spec();
        PriorityClass priority =
                form.optional("priorityClass", Values.oneOf(PriorityClass.class), before.priorityClass());
        Deadline deadline = deadline(form, before);
        Duration longest = form.clears("maxDuration")
                ? null
                : form.optional("maxDuration", Values.duration(Duration.ofSeconds(1), settings.maxDuration()))
                        .orElse(before.maxDuration());
        String reason = form.orNull("reason", Values.text(LONGEST_REASON));
        refuseShortMaximum(form, longest, before);
        refuseWhatRuns(form, job);
        form.finish();
        if (job.state().ended()) {
            throw JobOrders.ended(job);
        }
        if (job.revision() != expectedRevision) {
            throw EntityTag.outdated("job", job.id());
        }
        JobSpec after = before.under(priority, deadline, longest);
        return after.equals(before) ? job : write(job, after, actor, reason);
    }

    private Job write(Job job, JobSpec after, String actor, @Nullable String reason) {
        jdbc.sql("update job set spec = cast(:spec as jsonb), revision = revision + 1 where id = :id")
                .param("spec", rows.text(after))
                .param("id", job.id())
                .update();
        audit.record(actor, "job.change", "job/" + job.id(), terms(job.spec()), terms(after), reason);
        events.append("job.changed", job.tenantId(), null, Map.of("jobId", job.id(), "state", job.state()));
        changes.publishAfterCommit(new JobsChanged(job.id()));
        return jobs.find(job.id()).orElseThrow();
    }

    private @Nullable Deadline deadline(JsonForm form, JobSpec before) {
        if (form.clears("deadline")) {
            return null;
        }
        if (!form.has("deadline")) {
            return before.deadline();
        }
        JsonForm stated = form.requiredObject("deadline");
        Instant at = stated.required("at", Values.instant(), Instant.MAX);
        boolean hard = stated.optional("hard", Values.flag(), false);
        Instant now = planTime.now();
        Instant earliest = before.earliestStart();
        Instant from = earliest == null || earliest.isBefore(now) ? now : earliest;
        Duration shortest = before.shortest();
        if (!at.isAfter(from)) {
            stated.refuse("at", "State a time after %s, when the job may start at the earliest.".formatted(from));
        } else if (hard && shortest != null && from.plus(shortest).isAfter(at)) {
            stated.refuse(
                    "at",
                    "From %s on it takes at least %s. State a later deadline, or a soft one."
                            .formatted(from, shortest));
        }
        return new Deadline(at, hard);
    }

    private static void refuseShortMaximum(JsonForm form, @Nullable Duration maximum, JobSpec spec) {
        Duration shortest = spec.shortest();
        if (form.has("maxDuration") && maximum != null && shortest != null && maximum.compareTo(shortest) < 0) {
            form.refuse("maxDuration", "State at least %s, which it is expected to take.".formatted(shortest));
        }
    }

    /** Its run was given its limits when it started. */
    private static void refuseWhatRuns(JsonForm form, Job job) {
        if (job.state() != JobState.ACTIVE) {
            return;
        }
        for (String field : List.of("deadline", "maxDuration")) {
            if (form.has(field) || form.clears(field)) {
                form.refuse(field, "The job runs already; only its priorityClass can be changed now.");
            }
        }
    }

    private static Map<String, @Nullable Object> terms(JobSpec spec) {
        Map<String, @Nullable Object> terms = new HashMap<>();
        terms.put("priorityClass", spec.priorityClass());
        terms.put("deadline", spec.deadline());
        terms.put("maxDuration", spec.maxDuration());
        return terms;
    }
}
