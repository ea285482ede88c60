package io.exaplan.server.demand;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.demand.Recurrence.Frequency;
import io.exaplan.server.demand.Recurrence.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The first occurrence is on Monday 2 March 2026 from 22:00 to midnight in Shanghai. */
class RecurrenceTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Instant FIRST = Instant.parse("2026-03-02T14:00:00Z");
    private static final Window WINDOW = new Window(FIRST, FIRST.plus(Duration.ofHours(2)));

    @Test
    void comesBackEveryFewDays() {
        assertThat(begins(new Recurrence(Frequency.DAILY, 2, Set.of(), null), FIRST, 3))
                .containsExactly("2026-03-02T14:00:00Z", "2026-03-04T14:00:00Z", "2026-03-06T14:00:00Z");
    }

    @Test
    void beginsWithTheOneThatGoesOn() {
        Instant within = Instant.parse("2027-03-02T15:00:00Z");

        assertThat(begins(new Recurrence(Frequency.DAILY, 1, Set.of(), null), within, 2))
                .containsExactly("2027-03-02T14:00:00Z", "2027-03-03T14:00:00Z");
    }

    @Test
    void comesBackOnDaysOfTheWeek() {
        Set<DayOfWeek> days = Set.of(DayOfWeek.SUNDAY, DayOfWeek.WEDNESDAY);

        assertThat(begins(new Recurrence(Frequency.WEEKLY, 1, days, null), FIRST, 3))
                .containsExactly("2026-03-04T14:00:00Z", "2026-03-08T14:00:00Z", "2026-03-11T14:00:00Z");
    }

    @Test
    void endsWhenItIsSaidTo() {
        Recurrence daily = new Recurrence(Frequency.DAILY, 1, Set.of(), Instant.parse("2026-03-04T14:00:00Z"));

        assertThat(begins(daily, FIRST, 10)).containsExactly("2026-03-02T14:00:00Z", "2026-03-03T14:00:00Z");
    }

    @Test
    void keepsTheHourWhereClocksChange() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Instant before = Instant.parse("2026-03-28T21:00:00Z");

        List<Window> windows = new Recurrence(Frequency.DAILY, 1, Set.of(), null)
                .windows(
                        new Window(before, before.plusSeconds(60)), berlin, before, before.plus(Duration.ofDays(9)), 2);

        assertThat(windows)
                .extracting(window -> window.from().toString())
                .containsExactly("2026-03-28T21:00:00Z", "2026-03-29T20:00:00Z");
    }

    @Test
    void knowsHowLongAnOccurrenceMayLast() {
        assertThat(new Recurrence(Frequency.DAILY, 3, Set.of(), null).gap()).isEqualTo(Duration.ofDays(3));
        assertThat(new Recurrence(Frequency.WEEKLY, 1, Set.of(), null).gap()).isEqualTo(Duration.ofDays(7));
        assertThat(new Recurrence(Frequency.WEEKLY, 1, Set.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY), null).gap())
                .isEqualTo(Duration.ofDays(1));
    }

    private static List<String> begins(Recurrence recurrence, Instant from, int most) {
        return recurrence.windows(WINDOW, SHANGHAI, from, from.plus(Duration.ofDays(400)), most).stream()
                .map(window -> window.from().toString())
                .toList();
    }
}
