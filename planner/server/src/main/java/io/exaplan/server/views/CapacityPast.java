package io.exaplan.server.views;

import io.exaplan.server.demand.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the sampled funnel. */
@Component
class CapacityPast {

    private final JdbcClient jdbc;

    CapacityPast(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The funnel at a moment, in dense FP16/BF16 vendor-peak PFLOPS.
     *
     * @param at plan time of the last sample of a step
     * @param busy null when nothing was measured
     */
    record CapacityPoint(
            Instant at,
            double declared,
            double installed,
            double reporting,
            double schedulable,
            double allocated,
            @Nullable Double busy) {}

    /** The last sample of each step, the named ones added up; sampled at the same moments, they add up rightly. */
    List<CapacityPoint> points(
            CapacityHistory.Scope scope, List<String> names, Instant from, Instant until, Duration step) {
        return names.isEmpty()
                ? List.of()
                : jdbc.sql("""
                                with moment as (
                                    select max(plan_time) as plan_time from capacity_sample
                                    where scope = :scope and name in (:names) and plan_time >= :from and plan_time < :until
                                    group by date_bin(make_interval(secs => :step), plan_time, timestamptz 'epoch')
                                )
                                select s.plan_time, sum(s.declared) as declared, sum(s.installed) as installed,
                                       sum(s.reporting) as reporting, sum(s.schedulable) as schedulable,
                                       sum(s.allocated) as allocated, sum(s.busy) as busy
                                from capacity_sample s join moment m on m.plan_time = s.plan_time
                                where s.scope = :scope and s.name in (:names)
                                group by s.plan_time order by s.plan_time
                                """)
                        .param("scope", scope.name())
                        .param("names", names)
                        .param("from", utc(from))
                        .param("until", utc(until))
                        .param("step", (double) step.toSeconds())
                        .query((row, index) -> new CapacityPoint(
                                row.getObject("plan_time", OffsetDateTime.class).toInstant(),
                                row.getDouble("declared"),
                                row.getDouble("installed"),
                                row.getDouble("reporting"),
                                row.getDouble("schedulable"),
                                row.getDouble("allocated"),
                                row.getObject("busy", Double.class)))
                        .list();
    }

    /** When the city first had so much within a window, both ends included. */
    Optional<Instant> firstReached(Target.Level level, double pflops, Instant from, Instant by) {
        return jdbc.sql("select min(plan_time) from capacity_sample where scope = 'CITY' and name = '' and "
                        + column(level) + " >= :pflops and plan_time >= :from and plan_time <= :by")
                .param("pflops", pflops)
                .param("from", utc(from))
                .param("by", utc(by))
                .query((row, index) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .single();
    }

    /** What the city had last before or at a moment; empty when nothing is known of then. */
    Optional<Sampled> last(Target.Level level, Instant at) {
        String column = column(level);
        return jdbc.sql("select plan_time, " + column
                        + " as pflops from capacity_sample where scope = 'CITY' and name = '' and " + column
                        + " is not null and plan_time <= :at order by plan_time desc limit 1")
                .param("at", utc(at))
                .query((row, index) -> new Sampled(
                        row.getObject("plan_time", OffsetDateTime.class).toInstant(), row.getDouble("pflops")))
                .optional();
    }

    /** A figure of some moment. */
    record Sampled(Instant at, double pflops) {}

    private static String column(Target.Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
