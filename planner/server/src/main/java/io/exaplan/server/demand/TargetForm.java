package io.exaplan.server.demand;

import io.exaplan.server.demand.Target.Counted;
import io.exaplan.server.demand.Target.Level;
import io.exaplan.server.demand.Target.Scope;
import io.exaplan.server.demand.Target.Stated;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.Values;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads what is said about a target. */
public final class TargetForm {

    private static final double MOST = 1e9;
    private static final double LEAST = 1e-6;
    private static final int LONGEST = 500;

    private TargetForm() {}

    /** Reads the whole form and refuses all that is wrong in it at once. */
    public static Stated read(JsonForm form) {
        Scope scope = form.required("scope", Values.oneOf(Scope.class), Scope.CITY);
        Level level = form.orNull("level", Values.oneOf(Level.class));
        Counted counted = form.orNull("counted", Values.oneOf(Counted.class));
        double atLeast = form.required("atLeast", Values.number(LEAST, MOST), 1.0);
        Double atMost = form.orNull("atMost", Values.number(LEAST, MOST));
        Instant from = form.orNull("from", Values.instant());
        Instant by = form.required("by", Values.instant(), Instant.MAX);
        Stated stated = new Stated(
                form.required("name", Values.text(LONGEST), ""),
                scope,
                owner(form, scope),
                level,
                counted,
                atLeast,
                atMost,
                from,
                by,
                form.orNull("reportedValue", Values.number(0, MOST)),
                form.orNull("document", Values.text(LONGEST)));
        requireOneMeasure(form, stated);
        if (atMost != null && atMost < atLeast) {
            form.refuse("atMost", "State no less than atLeast (%s).".formatted(atLeast));
        }
        if (atMost != null && level != null) {
            form.refuse(
                    "atMost",
                    "Only a number of things is promised as a range. What a tenant has at most is its quota.");
        }
        if (from != null && !from.isBefore(by)) {
            form.refuse("from", "State a time before by.");
        }
        form.finish();
        return stated;
    }

    private static @Nullable String owner(JsonForm form, Scope scope) {
        String cohort = form.orNull("cohort", Values.name());
        String tenant = form.orNull("tenant", Values.name());
        requireExactly(form, "cohort", scope == Scope.COHORT);
        requireExactly(form, "tenant", scope == Scope.TENANT);
        return scope == Scope.COHORT ? cohort : scope == Scope.TENANT ? tenant : null;
    }

    private static void requireExactly(JsonForm form, String field, boolean wanted) {
        if (wanted != form.has(field)) {
            form.refuse(field, wanted ? "This scope needs it." : "A target of this scope has none. Leave it out.");
        }
    }

    private static void requireOneMeasure(JsonForm form, Stated stated) {
        if (form.has("level") == form.has("counted")) {
            form.refuse("level", "State either level, for PFLOPS, or counted, for a number of things.");
        }
        if (stated.scope() == Scope.CITY) {
            return;
        }
        if (stated.counted() != null && stated.counted() != Counted.REPORTED) {
            form.refuse("counted", "Only the city counts these. State REPORTED.");
        }
        if (stated.level() != null && stated.level() != Level.ALLOCATED) {
            form.refuse("level", "A cohort or a tenant has devices only while they are leased to it. State ALLOCATED.");
        }
    }
}
