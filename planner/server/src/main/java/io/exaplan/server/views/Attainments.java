package io.exaplan.server.views;

import io.exaplan.server.demand.Target;
import io.exaplan.server.demand.Target.Counted;
import io.exaplan.server.demand.Target.Level;
import io.exaplan.server.demand.Target.Stated;
import io.exaplan.server.demand.TenantUse;
import io.exaplan.server.demand.TenantUse.Use;
import io.exaplan.server.demand.Tenants;
import io.exaplan.server.demand.UseOverTime;
import io.exaplan.server.time.PlanTime;
import io.exaplan.server.views.Attainment.Evidence;
import io.exaplan.server.views.CapacityPast.Sampled;
import io.exaplan.server.views.CapacityViews.AnnouncedCapacity;
import io.exaplan.server.views.CapacityViews.Busy;
import io.exaplan.server.views.CapacityViews.Funnel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds out how targets stand, from the funnel, its past, runs and the plan. */
@Component
class Attainments {

    /** The pace of what changes with use is taken from so long back. */
    private static final Duration PACE = Duration.ofDays(30);

    private final Capacity capacity;
    private final CapacityPast past;
    private final TenantUse use;
    private final Tenants tenants;
    private final TargetPast targetPast;
    private final PlanTime planTime;

    Attainments(
            Capacity capacity,
            CapacityPast past,
            TenantUse use,
            Tenants tenants,
            TargetPast targetPast,
            PlanTime planTime) {
        this.capacity = capacity;
        this.past = past;
        this.use = use;
        this.tenants = tenants;
        this.targetPast = targetPast;
        this.planTime = planTime;
    }

    Attainment of(Target target) {
        Stated stated = target.stated();
        Level level = stated.level();
        Counted counted = stated.counted();
        Instant now = planTime.now();
        Evidence known = level == null
                ? counted(counted == null ? Counted.REPORTED : counted, stated, now)
                : stated.scope() == Target.Scope.CITY ? ofCity(level, stated, now) : ofTenants(stated, now);
        return Attainment.of(stated.atLeast(), stated.from(), stated.by(), known);
    }

    private Evidence ofCity(Level level, Stated stated, Instant now) {
        Double figure = figure(level, capacity.read().city());
        Instant from = from(stated);
        return new Evidence(
                now,
                figure,
                past.firstReached(level, stated.atLeast(), from, stated.by()),
                now.isAfter(stated.by()) ? past.last(level, stated.by()).map(Sampled::pflops) : Optional.empty(),
                stated.reportedValue(),
                projected(level, figure == null ? 0 : figure, now, stated.by()));
    }

    /** Deliveries until then add to what stands; what is used goes on at its pace. */
    private double projected(Level level, double figure, Instant now, Instant by) {
        return switch (level) {
            case INSTALLED, REPORTING, SCHEDULABLE ->
                figure
                        + capacity.read().announced().stream()
                                .filter(delivery -> !delivery.expectedAt().isAfter(by))
                                .mapToDouble(Attainments::pflops)
                                .sum();
            case ALLOCATED, BUSY ->
                figure + pace(level, figure, now) * Duration.between(now, by).toSeconds();
        };
    }

    private static double pflops(AnnouncedCapacity delivery) {
        return delivery.level().pflops();
    }

    /** PFLOPS a second, 0 where there is no past to tell. */
    private double pace(Level level, double figure, Instant now) {
        return past.last(level, now.minus(PACE))
                .map(then -> (figure - then.pflops())
                        / Math.max(1, Duration.between(then.at(), now).toSeconds()))
                .orElse(0.0);
    }

    private static @Nullable Double figure(Level level, Funnel funnel) {
        return switch (level) {
            case INSTALLED -> funnel.installed().pflops();
            case REPORTING -> funnel.reporting().pflops();
            case SCHEDULABLE -> funnel.schedulable().pflops();
            case ALLOCATED -> funnel.allocated().pflops();
            case BUSY -> {
                Busy busy = funnel.busy();
                yield busy == null ? null : (Double) busy.pflops();
            }
        };
    }

    private Evidence ofTenants(Stated stated, Instant now) {
        List<Integer> ids = tenants.countingFor(stated);
        Instant from = from(stated);
        Instant seen = now.isBefore(stated.by()) ? now : stated.by();
        List<Use> runs = use.ofRuns(ids, from, now.plusSeconds(1));
        UseOverTime sofar = UseOverTime.of(runs);
        UseOverTime planned = new UseOverTime(Stream.concat(runs.stream(), use.planned(ids, stated.by()).stream()));
        return new Evidence(
                now,
                sofar.at(now),
                from.isAfter(seen) ? Optional.empty() : sofar.firstReached(stated.atLeast(), from, seen),
                now.isAfter(stated.by()) && !runs.isEmpty()
                        ? Optional.of(sofar.most(from, stated.by()))
                        : Optional.empty(),
                stated.reportedValue(),
                planned.most(from.isAfter(now) ? from : now, stated.by()));
    }

    private Evidence counted(Counted counted, Stated stated, Instant now) {
        if (counted == Counted.REPORTED) {
            Double reported = stated.reportedValue();
            return new Evidence(
                    now, reported, Optional.empty(), Optional.empty(), reported, reported == null ? 0 : reported);
        }
        List<Instant> made = targetPast.made(counted);
        int needed = (int) Math.ceil(stated.atLeast());
        Instant from = from(stated);
        Optional<Instant> reached = made.size() < needed
                ? Optional.empty()
                : Optional.of(made.get(needed - 1)).map(at -> at.isBefore(from) ? from : at);
        return new Evidence(
                now,
                (double) made.size(),
                reached.filter(at -> !at.isAfter(stated.by()) && !at.isAfter(now)),
                now.isAfter(stated.by()) ? atDate(made, stated) : Optional.empty(),
                stated.reportedValue(),
                made.size());
    }

    /** How many there were at the date; of a date before the first of them only who reported it knows. */
    private static Optional<Double> atDate(List<Instant> made, Stated stated) {
        long then = made.stream().filter(at -> !at.isAfter(stated.by())).count();
        return then == 0 && stated.reportedValue() != null ? Optional.empty() : Optional.of((double) then);
    }

    private static Instant from(Stated stated) {
        Instant from = stated.from();
        return from == null ? Instant.EPOCH : from;
    }
}
