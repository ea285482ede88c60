package io.exaplan.server.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The time jobs and reservations live on. It may run faster than wall time, in demonstrations and replays, and it goes on while
 * the planner is down: the clusters' work does too.
 */
@Component
public class PlanTime {

    /** Greatest plan seconds for each wall second. */
    public static final double MAX_RATE = 100_000;

    private final Clock clock;
    private final JdbcClient jdbc;
    private volatile Anchor anchor;

    PlanTime(Clock clock, JdbcClient jdbc, PlanTimeSettings settings) {
        this.clock = clock;
        this.jdbc = jdbc;
        Instant wall = clock.instant();
        Instant start = settings.start() == null ? wall : settings.start();
        jdbc.sql("""
                        insert into installation (anchored_at, plan_anchor, plan_rate) values (:wall, :start, :rate)
                        on conflict do nothing
                        """)
                .param("wall", utc(wall))
                .param("start", utc(start))
                .param("rate", settings.rate())
                .update();
        anchor = stored();
    }

    /** Plan time of this moment. */
    public Instant now() {
        return at(clock.instant());
    }

    /** Plan seconds for each wall second. */
    public double rate() {
        return anchor.rate();
    }

    /** Plan time at a moment of wall time. */
    public Instant at(Instant wall) {
        return anchor.planAt(wall);
    }

    /** How long to wait on the wall until this plan time; zero when it has come. */
    public Duration wallUntil(Instant plan) {
        return anchor.wallUntil(plan, clock.instant());
    }

    /** Rises with every change of the rate. */
    public long version() {
        return anchor.version();
    }

    /**
     * Lets plan time go on at another rate from where it is.
     *
     * @param version of what is to be changed
     * @return whether it was that
     */
    @Transactional
    public boolean changeRate(double rate, long version) {
        requireRate(rate);
        Anchor before = stored();
        Instant next = before.wall().plus(1, ChronoUnit.MICROS);
        Instant wall = clock.instant().isBefore(next) ? next : clock.instant();
        Anchor changed = new Anchor(wall, before.planAt(wall), rate);
        return before.version() == version
                && jdbc.sql("""
                                        update installation set anchored_at = :wall, plan_anchor = :plan, plan_rate = :rate
                                        where anchored_at = :before
                                        """)
                                .param("wall", utc(changed.wall()))
                                .param("plan", utc(changed.plan()))
                                .param("rate", changed.rate())
                                .param("before", utc(before.wall()))
                                .update()
                        == 1;
    }

    /** Reads again what another replica or a finished transaction may have changed. */
    public void reread() {
        anchor = stored();
    }

    static void requireRate(double rate) {
        if (!(rate > 0 && rate <= MAX_RATE)) {
            throw new IllegalArgumentException(
                    "Plan time was asked to run at rate %s.\nState plan seconds for each wall second, above 0 and at most %s."
                            .formatted(rate, MAX_RATE));
        }
    }

    private Anchor stored() {
        return jdbc.sql("select anchored_at, plan_anchor, plan_rate from installation")
                .query((row, index) -> new Anchor(
                        row.getObject(1, OffsetDateTime.class).toInstant(),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getDouble(3)))
                .single();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    /** One moment known on both clocks, and how they go on from there. */
    record Anchor(Instant wall, Instant plan, double rate) {

        long version() {
            return ChronoUnit.MICROS.between(Instant.EPOCH, wall);
        }

        Instant planAt(Instant at) {
            return plan.plus(Math.round(ChronoUnit.MICROS.between(wall, at) * rate), ChronoUnit.MICROS);
        }

        Duration wallUntil(Instant target, Instant now) {
            double micros = ChronoUnit.MICROS.between(planAt(now), target) / rate;
            return Duration.of(Math.round(Math.max(0, micros)), ChronoUnit.MICROS);
        }
    }
}
