package io.exaplan.server.demand;

import io.exaplan.server.demand.Tenant.Kind;
import io.exaplan.server.demand.Tenant.Quota;
import io.exaplan.server.demand.Tenant.Sector;
import io.exaplan.server.demand.Tenant.Stated;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.Value;
import io.exaplan.server.web.Values;

/** Reads what is said about a tenant. */
final class TenantForm {

    private static final double MOST_PFLOPS = 1e9;
    private static final double MOST_WEIGHT = 1e6;
    private static final double LEAST_WEIGHT = 1e-6;

    private TenantForm() {}

    static Stated read(JsonForm form) {
        Stated stated = parts(form);
        form.finish();
        return stated;
    }

    /** As {@link #read}, for a tenant that has its name already. */
    static Stated readAgain(JsonForm form, String name) {
        Stated stated = parts(form);
        if (!stated.name().isEmpty() && !stated.name().equals(name)) {
            form.refuse("name", "It stays (%s), as the jobs of the tenant carry it.".formatted(name));
        }
        form.finish();
        return stated;
    }

    private static Stated parts(JsonForm form) {
        return new Stated(
                form.required("name", Values.name(), ""),
                form.required("kind", Values.oneOf(Kind.class), Kind.INCUBATOR),
                form.required("sector", Values.oneOf(Sector.class), Sector.OTHER),
                form.orNull("cohort", Values.name()),
                quota(form.objectOrEmpty("quota")));
    }

    private static Quota quota(JsonForm form) {
        Value<Double> pflops = Values.number(0, MOST_PFLOPS);
        return new Quota(
                form.orNull("nominalPflops", pflops),
                form.orNull("borrowingLimitPflops", pflops),
                form.orNull("lendingLimitPflops", pflops),
                form.optional("weight", Values.number(LEAST_WEIGHT, MOST_WEIGHT), 1.0));
    }
}
