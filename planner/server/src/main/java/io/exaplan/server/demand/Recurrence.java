package io.exaplan.server.demand;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How something comes back: the part of RFC 5545 that FREQ, INTERVAL, BYDAY and UNTIL say. The hour of the day stays in the
 * city's zone.
 *
 * @param frequency every day or every week
 * @param interval every so many of them
 * @param weekdays on these days, for WEEKLY; empty for the day of the first
 * @param until no occurrence begins at or after this plan time; null for no end
 */
public record Recurrence(
        Frequency frequency,
        int interval,
        Set<DayOfWeek> weekdays,
        @Nullable Instant until) {

    /** The unit of the interval. */
    public enum Frequency {
        DAILY,
        WEEKLY
    }

    private static final int DAYS = 7;

    public Recurrence {
        weekdays = weekdays.isEmpty() ? Set.of() : Set.copyOf(weekdays);
    }

    /**
     * A span of plan time.
     *
     * @param from its first moment
     * @param until the first moment after it, null for none
     */
    public record Window(Instant from, @Nullable Instant until) {}

    /** The longest an occurrence may be without meeting the next one. */
    public Duration gap() {
        if (frequency == Frequency.DAILY || weekdays.size() < 2) {
            return Duration.ofDays((long) interval * (frequency == Frequency.DAILY ? 1 : DAYS));
        }
        List<Integer> days = weekdays.stream().map(DayOfWeek::getValue).sorted().toList();
        int gap = days.getFirst() + DAYS * interval - days.getLast();
        for (int i = 1; i < days.size(); i++) {
            gap = Math.min(gap, days.get(i) - days.get(i - 1));
        }
        return Duration.ofDays(gap);
    }

    /**
     * The occurrences that end after one moment and begin before another, at most so many, in order.
     *
     * @param first the first occurrence, which has an end
     */
    public List<Window> windows(Window first, ZoneId zone, Instant from, Instant before, int most) {
        Duration length = Duration.between(first.from(), java.util.Objects.requireNonNull(first.until()));
        ZonedDateTime begin = first.from().atZone(zone);
        LocalDate day =
                firstDay(begin.toLocalDate(), from.minus(length).atZone(zone).toLocalDate());
        List<Window> found = new ArrayList<>();
        while (found.size() < most) {
            for (LocalDate each : days(day, begin.toLocalDate())) {
                Instant at = each.atTime(begin.toLocalTime()).atZone(zone).toInstant();
                if (!at.isBefore(before) || (until != null && !at.isBefore(until))) {
                    return found;
                }
                if (at.plus(length).isAfter(from) && found.size() < most) {
                    found.add(new Window(at, at.plus(length)));
                }
            }
            day = day.plusDays((long) interval * (frequency == Frequency.DAILY ? 1 : DAYS));
        }
        return found;
    }

    /** The day of an occurrence, or the Monday of its week, not long before a day that matters. */
    private LocalDate firstDay(LocalDate first, LocalDate needed) {
        int step = interval * (frequency == Frequency.DAILY ? 1 : DAYS);
        LocalDate base =
                frequency == Frequency.DAILY ? first : first.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        long passed = Math.max(0, ChronoUnit.DAYS.between(base, needed)) / step;
        return base.plusDays(passed * step);
    }

    private List<LocalDate> days(LocalDate day, LocalDate first) {
        if (frequency == Frequency.DAILY) {
            return List.of(day);
        }
        Set<DayOfWeek> on = weekdays.isEmpty() ? EnumSet.of(first.getDayOfWeek()) : weekdays;
        return on.stream()
                .sorted()
                .map(weekday -> day.plusDays(weekday.getValue() - 1L))
                .filter(each -> !each.isBefore(first))
                .toList();
    }
}
