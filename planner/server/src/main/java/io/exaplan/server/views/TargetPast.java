package io.exaplan.server.views;

import io.exaplan.server.demand.Target;
import io.exaplan.server.demand.Target.Counted;
import io.exaplan.server.demand.Target.Level;
import io.exaplan.server.demand.Target.Stated;
import io.exaplan.server.demand.Tenant;
import io.exaplan.server.demand.TenantUse;
import io.exaplan.server.demand.Tenants;
import io.exaplan.server.demand.UseOverTime;
import io.exaplan.server.time.PlanTime;
import io.exaplan.server.views.CapacityPast.CapacityPoint;
import io.exaplan.server.web.Offence;
import io.exaplan.server.web.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What counted for targets over time. */
@Component
class TargetPast {

    private final CapacityPast capacity;
    private final TenantUse use;
    private final Tenants tenants;
    private final PlanTime planTime;
    private final ViewsSettings settings;

    TargetPast(CapacityPast capacity, TenantUse use, Tenants tenants, PlanTime planTime, ViewsSettings settings) {
        this.capacity = capacity;
        this.use = use;
        this.tenants = tenants;
        this.planTime = planTime;
        this.settings = settings;
    }

    /**
     * What counted in one step.
     *
     * @param at plan time of the step's begin, or of the sample in it
     * @param value PFLOPS, or how many
     */
    record TargetPoint(Instant at, double value) {}

    HistorySpan span(@Nullable Instant from, @Nullable Instant until, @Nullable Duration step) {
        List<Offence> offences = new ArrayList<>();
        HistorySpan span = HistorySpan.stated(from, until, step, planTime.now(), settings.historyInterval(), offences);
        Problem.throwIfAny(offences);
        return span;
    }

    List<TargetPoint> points(Stated stated, HistorySpan span) {
        Level level = stated.level();
        if (level == null) {
            return counts(stated.counted(), span);
        }
        return stated.scope() == Target.Scope.CITY ? ofCity(level, span) : ofTenants(stated, span);
    }

    private List<TargetPoint> ofCity(Level level, HistorySpan span) {
        return capacity.points(CapacityHistory.Scope.CITY, List.of(""), span.from(), span.until(), span.step()).stream()
                .map(point -> {
                    Double value = value(level, point);
                    return value == null ? null : new TargetPoint(point.at(), value);
                })
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable Double value(Level level, CapacityPoint point) {
        return switch (level) {
            case INSTALLED -> (Double) point.installed();
            case REPORTING -> (Double) point.reporting();
            case SCHEDULABLE -> (Double) point.schedulable();
            case ALLOCATED -> (Double) point.allocated();
            case BUSY -> point.busy();
        };
    }

    private List<TargetPoint> ofTenants(Stated stated, HistorySpan span) {
        UseOverTime given = UseOverTime.of(use.ofRuns(tenants.countingFor(stated), span.from(), span.until()));
        return stepwise(span, given::average);
    }

    private List<TargetPoint> counts(@Nullable Counted counted, HistorySpan span) {
        if (counted == null || counted == Counted.REPORTED) {
            return List.of();
        }
        List<Instant> made = made(counted);
        return stepwise(span, (from, until) ->
                (double) made.stream().filter(at -> at.isBefore(until)).count());
    }

    /** When each tenant of a kind was made, in plan time, the first first. */
    List<Instant> made(Counted kind) {
        return tenants.all().stream()
                .filter(tenant -> tenant.stated().kind().name().equals(kind.name()))
                .map(Tenant::planCreated)
                .sorted()
                .toList();
    }

    /** One point for each step that has begun; the last may not be over. */
    private List<TargetPoint> stepwise(HistorySpan span, BiFunction<Instant, Instant, Double> value) {
        Instant now = planTime.now();
        Instant last = span.until().isAfter(now) ? now : span.until();
        List<TargetPoint> points = new ArrayList<>();
        for (Instant at = span.from(); at.isBefore(last); at = at.plus(span.step())) {
            Instant end = at.plus(span.step());
            points.add(new TargetPoint(at, value.apply(at, end.isAfter(last) ? last : end)));
        }
        return points;
    }
}
