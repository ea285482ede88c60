package io.exaplan.server.scenario;

import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.WorkKind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs a change is about.
 *
 * @param tenants ids of their tenants, null for everybody's; an empty set selects nothing
 * @param kind training or inference, null for both
 */
record Selection(@Nullable Set<Integer> tenants, @Nullable WorkKind kind) {
    Selection {
        tenants = tenants == null ? null : Set.copyOf(tenants);
    }

    boolean holds(JobFacts job) {
        return (tenants == null || tenants.contains(job.tenant())) && (kind == null || kind == job.kind());
    }
}
