package io.exaplan.agent.driver.simulated;

import io.exaplan.contract.PlanClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Plan time by wall time: what the planner last said, carried on at its rate while the planner or the agent is away.
 *
 * @param wall wall time at which the planner's word arrived
 * @param plan plan time then
 * @param rate plan seconds per wall second, not negative
 */
record PlanAnchor(Instant wall, Instant plan, double rate) {

    /** Disagreement below this is the network's delay, not news. */
    private static final Duration TOLERANCE = Duration.ofMillis(250);

    static PlanAnchor of(PlanClock clock, Instant wall) {
        double rate = Double.isFinite(clock.rate()) ? Math.max(0, clock.rate()) : 1;
        return new PlanAnchor(wall, clock.now().truncatedTo(ChronoUnit.MILLIS), rate);
    }

    Instant planAt(Instant wallTime) {
        return plus(plan, Duration.between(wall, wallTime), rate);
    }

    /** The wall time of a plan time; nothing when plan time stands still. */
    Optional<Instant> wallAt(Instant planTime) {
        return rate == 0 ? Optional.empty() : Optional.of(plus(wall, Duration.between(plan, planTime), 1 / rate));
    }

    /** Whether the other anchor tells the same time, as far as a network lets one know. */
    boolean agreesWith(PlanAnchor other) {
        Duration apart = Duration.between(planAt(other.wall), other.plan).abs();
        return rate == other.rate && apart.compareTo(plusDuration(TOLERANCE, Math.max(1, rate))) <= 0;
    }

    private static Instant plus(Instant start, Duration span, double factor) {
        return start.plus(plusDuration(span, factor)).truncatedTo(ChronoUnit.MILLIS);
    }

    private static Duration plusDuration(Duration span, double factor) {
        double millis = (span.getSeconds() * 1_000.0 + span.getNano() / 1_000_000.0) * factor;
        return Duration.ofMillis(Math.round(millis));
    }
}
