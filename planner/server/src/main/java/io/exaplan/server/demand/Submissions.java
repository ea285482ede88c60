package io.exaplan.server.demand;

import io.exaplan.server.audit.AuditLog;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.Role;
import io.exaplan.server.time.PlanTime;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.Problem;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes jobs in. */
@Component
public class Submissions {

    private final JobSpecReader reader;
    private final Tenants tenants;
    private final Datasets datasets;
    private final JobLife life;
    private final JobOrders orders;
    private final Jobs jobs;
    private final JobRows rows;
    private final JdbcClient jdbc;
    private final PlanTime planTime;
    private final Clock clock;
    private final AuditLog audit;

    Submissions(
            JobSpecReader reader,
            Tenants tenants,
            Datasets datasets,
            JobLife life,
            JobOrders orders,
            Jobs jobs,
            JobRows rows,
            JdbcClient jdbc,
            PlanTime planTime,
            Clock clock,
            AuditLog audit) {
        this.reader = reader;
        this.tenants = tenants;
        this.datasets = datasets;
        this.life = life;
        this.orders = orders;
        this.jobs = jobs;
        this.rows = rows;
        this.jdbc = jdbc;
        this.planTime = planTime;
        this.clock = clock;
        this.audit = audit;
    }

    /**
     * Reads and checks a job without storing it.
     *
     * @throws Problem naming every field that cannot be accepted
     */
    public Job draft(JsonForm form, Caller caller) {
        Optional<Job> draft = drafted(form, caller);
        form.finish();
        return draft.orElseThrow();
    }

    /** As {@link #draft}, for a job within a larger form: what is wrong is left for its owner to tell. */
    public Optional<Job> drafted(JsonForm form, Caller caller) {
        JobSpec spec = reader.read(form, ownTenant(caller));
        Optional<Tenant> tenant = spec.tenant().isEmpty() ? Optional.empty() : tenants.named(spec.tenant());
        // Nobody learns here which tenants exist besides his own.
        if (!spec.tenant().isEmpty()
                && tenant.filter(found -> caller.actsForTenant(found.id())).isEmpty()) {
            form.refuse("tenant", "There is no tenant of this name for which this token may submit.");
        }
        refuseForeignData(form, spec);
        refuseForeignWebhook(form, spec);
        if (!form.clean() || tenant.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Job(
                0,
                tenant.get().id(),
                JobState.QUEUED,
                Wish.RUN,
                spec,
                caller.name(),
                clock.instant(),
                planTime.now(),
                0,
                JobSql.conditionsIn(JobState.QUEUED),
                1,
                0,
                0,
                null));
    }

    /** Nobody learns here which datasets there are that he may not read. */
    private void refuseForeignData(JsonForm form, JobSpec spec) {
        Set<String> readable = datasets.named(spec.datasets()).stream()
                .map(Dataset::stated)
                .filter(dataset -> dataset.readableBy(spec.tenant()))
                .map(Dataset.Stated::name)
                .collect(Collectors.toSet());
        form.refuseEntries(
                "datasets",
                spec.datasets().stream()
                        .filter(name -> !readable.contains(name))
                        .toList(),
                "There is no dataset (%s) that the tenant may read.\nMaybe ask its steward for a grant."::formatted);
        form.refuseEntries(
                "residency", datasets.unknownClusters(spec.residency()), "There are no clusters (%s)."::formatted);
        List<String> unreadable = spec.checkpoint() == null
                ? List.of()
                : datasets.unknownClusters(spec.checkpoint().readableFrom());
        form.refuseEntries("checkpoint.readableFrom", unreadable, "There are no clusters (%s)."::formatted);
    }

    private void refuseForeignWebhook(JsonForm form, JobSpec spec) {
        if (spec.webhook() != null
                && !jdbc.sql("""
                                select exists (select from webhook w join tenant t on t.id = w.tenant_id
                                               where w.id = :id and t.name = :tenant)""")
                        .param("id", spec.webhook())
                        .param("tenant", spec.tenant())
                        .query(Boolean.class)
                        .single()) {
            form.refuse("webhook", "State the id of a webhook of the tenant, see /api/v1/webhooks.");
        }
    }

    /** Stores a draft. */
    @Transactional
    public Job submit(Job draft) {
        long id = jdbc.sql("""
                        insert into job (tenant_id, name, kind, spec, submitted_by, submitted_at, plan_submitted, conditions)
                        values (:tenant, :name, :kind, cast(:spec as jsonb), :by, :at, :planTime, cast(:conditions as jsonb))
                        returning id
                        """)
                .param("tenant", draft.tenantId())
                .param("name", draft.spec().name())
                .param("kind", draft.spec().kind().name())
                .param("spec", rows.text(draft.spec()))
                .param("by", draft.submittedBy())
                .param("at", draft.submittedAt().atOffset(ZoneOffset.UTC))
                .param("planTime", draft.planSubmitted().atOffset(ZoneOffset.UTC))
                .param("conditions", rows.text(draft.conditions()))
                .query(Long.class)
                .single();
        life.submitted(id, draft.submittedBy());
        audit.record(draft.submittedBy(), "job.submit", "job/" + id, null, draft.spec(), null);
        return jobs.find(id).orElseThrow();
    }

    /** Stores a draft and ends a job that waits, both or neither. */
    @Transactional
    public Job submitInsteadOf(Job replaced, Job draft) {
        Job stored = submit(draft);
        orders.replace(replaced.id(), stored.id(), draft.submittedBy());
        return stored;
    }

    private @Nullable String ownTenant(Caller caller) {
        return caller.role() == Role.MEMBER && caller.tenantId() != null
                ? tenants.find(caller.tenantId())
                        .map(tenant -> tenant.stated().name())
                        .orElse(null)
                : null;
    }
}
