package io.exaplan.server.demand;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a tenant may use within a window of the city's calendar.
 *
 * @param id its id
 * @param version rises with every change
 * @param tenantId whose budget
 * @param tenant name of the tenant
 * @param window a year, a quarter or a month
 * @param pflopsDays dense FP16/BF16 vendor-peak PFLOPS-days
 */
public record Budget(int id, long version, int tenantId, String tenant, CalendarWindow window, double pflopsDays) {

    /**
     * A year, a quarter or a month.
     *
     * @param name {@code 2026}, {@code 2026-Q1} or {@code 2026-03}
     * @param from plan time of its first moment
     * @param until plan time after its last
     */
    public record CalendarWindow(String name, Instant from, Instant until) {

        private static final Pattern NAME = Pattern.compile("(20\\d\\d)(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?");
        private static final int MONTHS_OF_QUARTER = 3;

        /** The window of a name; empty when it is none. */
        static Optional<CalendarWindow> named(String name, ZoneId zone) {
            Matcher matcher = NAME.matcher(name);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            Year year = Year.parse(matcher.group(1));
            String quarter = matcher.group(2);
            String month = matcher.group(3);
            YearMonth first = month != null
                    ? year.atMonth(Integer.parseInt(month))
                    : quarter != null
                            ? year.atMonth((Integer.parseInt(quarter) - 1) * MONTHS_OF_QUARTER + 1)
                            : year.atMonth(1);
            int months = month != null ? 1 : quarter != null ? MONTHS_OF_QUARTER : 12;
            return Optional.of(new CalendarWindow(
                    name,
                    midnight(first.atDay(1), zone),
                    midnight(first.plusMonths(months).atDay(1), zone)));
        }

        private static Instant midnight(LocalDate day, ZoneId zone) {
            return day.atStartOfDay(zone).toInstant();
        }
    }
}
