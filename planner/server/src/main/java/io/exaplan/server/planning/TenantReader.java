package io.exaplan.server.planning;

import io.exaplan.engine.model.TenantFacts;
import io.exaplan.server.demand.Tenant;
import io.exaplan.server.demand.Tenants;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From a tenant as it is stored to a tenant as it is planned: a limit nobody set does not limit. */
final class TenantReader {
    private final Tenants tenants;

    TenantReader(Tenants tenants) {
        this.tenants = tenants;
    }

    List<TenantFacts> all() {
        return tenants.all().stream().map(TenantReader::facts).toList();
    }

    static TenantFacts facts(Tenant tenant) {
        Tenant.Quota quota = tenant.stated().quota();
        String cohort = tenant.stated().cohort();
        return new TenantFacts(
                tenant.id(),
                tenant.stated().name(),
                cohort == null ? "" : cohort,
                orUnlimited(quota.nominalPflops()),
                orUnlimited(quota.borrowingLimitPflops()),
                orUnlimited(quota.lendingLimitPflops()),
                quota.weight());
    }

    private static double orUnlimited(@Nullable Double limit) {
        return limit == null ? Double.POSITIVE_INFINITY : limit;
    }
}
