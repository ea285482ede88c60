package io.exaplan.server.demand;

import io.exaplan.server.audit.AuditLog;
import io.exaplan.server.time.PlanTime;
import io.exaplan.server.web.Changes;
import io.exaplan.server.web.EntityTag;
import io.exaplan.server.web.Offence;
import io.exaplan.server.web.Problem;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes and changes tenants, with all that goes along. */
@Component
class TenantBook {

    private final Tenants tenants;
    private final Cohorts cohorts;
    private final AuditLog audit;
    private final Changes changes;
    private final PlanTime planTime;

    TenantBook(Tenants tenants, Cohorts cohorts, AuditLog audit, Changes changes, PlanTime planTime) {
        this.tenants = tenants;
        this.cohorts = cohorts;
        this.audit = audit;
        this.changes = changes;
        this.planTime = planTime;
    }

    @Transactional
    public Tenant create(Tenant.Stated stated, String actor) {
        requireCohort(stated);
        int id = unique(stated, () -> tenants.insert(stated, planTime.now()));
        audit.record(actor, "tenant.create", "tenant/" + id, null, stated, null);
        changes.publishAfterCommit(new TenantsChanged(id));
        return tenants.find(id).orElseThrow();
    }

    /** Changes a tenant as long as nobody changed it since it was read. Its name stays: jobs carry it. */
    @Transactional
    public Tenant update(Tenant before, long expectedVersion, Tenant.Stated stated, String actor) {
        requireCohort(stated);
        if (!unique(stated, () -> tenants.update(before.id(), expectedVersion, stated))) {
            throw EntityTag.outdated("tenant", before.stated().name());
        }
        audit.record(actor, "tenant.update", "tenant/" + before.id(), before.stated(), stated, null);
        changes.publishAfterCommit(new TenantsChanged(before.id()));
        return tenants.find(before.id()).orElseThrow();
    }

    /** Deletes one that nothing names yet: what a tenant did is kept, and its tenant with it. */
    @Transactional
    public void delete(Tenant tenant, long version, String actor) {
        if (tenants.readsByGrant(tenant.stated().name())) {
            throw named(tenant);
        }
        try {
            if (!tenants.delete(tenant.id(), version)) {
                throw EntityTag.outdated("tenant", tenant.stated().name());
            }
        } catch (DataIntegrityViolationException e) {
            throw named(tenant);
        }
        audit.record(actor, "tenant.delete", "tenant/" + tenant.id(), tenant.stated(), null, null);
        changes.publishAfterCommit(new TenantsChanged(tenant.id()));
    }

    private static Problem named(Tenant tenant) {
        return Problem.conflict(
                "in-use",
                "name",
                tenant.stated().name(),
                "Jobs, tokens or rules name the tenant (%s).\nOnly one that nothing names can be deleted."
                        .formatted(tenant.stated().name()));
    }

    private void requireCohort(Tenant.Stated stated) {
        String cohort = stated.cohort();
        if (cohort != null && !cohorts.exists(cohort)) {
            throw Problem.invalid(List.of(
                    new Offence("cohort", cohort, "State a cohort that exists, see /api/v1/cohorts, or none.")));
        }
    }

    private static <T> T unique(Tenant.Stated stated, Supplier<T> write) {
        try {
            return write.get();
        } catch (DuplicateKeyException e) {
            throw Problem.nameTaken("tenant", stated.name());
        }
    }
}
