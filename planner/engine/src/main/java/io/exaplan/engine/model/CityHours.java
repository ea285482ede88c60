package io.exaplan.engine.model;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.kernel.TimeWindow;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The city's clock. Services follow it hour by hour up to a second, and count with their peak from there on: a horizon
 * that moves on can therefore only free capacity, never take any back.
 *
 * @param zone the city's time zone
 * @param fromSecond plan time from which hours are told apart; earlier ones are past
 * @param untilSecond plan time up to which hours are told apart, usually the horizon
 */
public record CityHours(ZoneId zone, long fromSecond, long untilSecond) {
    private static final long HOUR = 3600;

    /** The hours of a problem, from its now to its horizon. */
    public static CityHours of(PlanningProblem problem) {
        return new CityHours(problem.zone(), problem.nowSecond(), problem.horizonSecond());
    }

    /** Replicas of a service over a window, 0 outside. Before {@link #fromSecond} they stand as at that second. */
    public Profile replicas(Work.Service service, TimeWindow window) {
        if (window.seconds() == 0) {
            return Profile.ZERO;
        }
        List<Profile.Step> steps = new ArrayList<>();
        long hourly = Math.min(untilSecond, window.untilSecond());
        long second = window.fromSecond();
        while (second < hourly) {
            long known = Math.max(second, fromSecond);
            steps.add(new Profile.Step(second, service.replicasByHour().get(hourAt(known))));
            second = nextHour(known);
        }
        if (second < window.untilSecond()) {
            steps.add(new Profile.Step(second, Collections.max(service.replicasByHour())));
        }
        steps.removeIf(step -> step.fromSecond() >= window.untilSecond());
        if (window.untilSecond() != Seconds.FOREVER) {
            steps.add(new Profile.Step(window.untilSecond(), 0));
        }
        return Profile.of(0, steps);
    }

    private int hourAt(long second) {
        return (int) (Math.floorMod(local(second), 24 * HOUR) / HOUR);
    }

    /** The next full hour on the city's clocks, or the next time they are changed. */
    private long nextHour(long second) {
        long full = second + HOUR - Math.floorMod(local(second), HOUR);
        ZoneOffsetTransition change = rules().nextTransition(Instant.ofEpochSecond(second));
        return change == null ? full : Math.min(full, change.toEpochSecond());
    }

    private long local(long second) {
        return second + rules().getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
    }

    private ZoneRules rules() {
        return zone.getRules();
    }
}
