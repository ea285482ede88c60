package io.exaplan.server.views;

import io.exaplan.server.demand.JobState;
import io.exaplan.server.web.ListFilter;
import io.exaplan.server.web.PageRequest;
import io.exaplan.server.web.Values;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which jobs a list shows.
 *
 * @param states in one of these states; empty for any
 * @param wanted what else they have in common
 * @param order in this order
 */
record JobFilter(List<JobState> states, ListFilter wanted, Order order) {

    /** The order of a list. */
    enum Order {
        /** As submitted. */
        OLDEST,
        NEWEST,
        /** By start in the active plan, those without one last. */
        PREDICTED_START;

        /** The order by and what comes after a position, for rows j and a. */
        String after() {
            return switch (this) {
                case OLDEST -> "j.id > :id order by j.id";
                case NEWEST -> "j.id < :id order by j.id desc";
                case PREDICTED_START ->
                    "(coalesce(a.plan_start, 'infinity'), j.id) > (cast(:start as timestamptz), :id) "
                            + "order by coalesce(a.plan_start, 'infinity'), j.id";
            };
        }
    }

    /**
     * Where a page ended.
     *
     * @param start the start in the plan as the database writes it
     * @param id the job
     */
    record Position(String start, long id) {
        private static final Pattern TEXT = Pattern.compile("(\\S+) (\\d{1,18})");

        static Position of(PageRequest page, Order order) {
            return page.position()
                    .map(Position::parsed)
                    .orElse(new Position("-infinity", order == Order.NEWEST ? Long.MAX_VALUE : 0));
        }

        String text() {
            return start + " " + id;
        }

        /** Only what {@link #text()} makes gets through to the database. */
        private static Position parsed(String text) {
            Matcher parts = TEXT.matcher(text);
            if (!parts.matches() || !isTime(parts.group(1))) {
                throw PageRequest.notOurs(text);
            }
            return new Position(parts.group(1), Long.parseLong(parts.group(2)));
        }

        private static boolean isTime(String start) {
            return start.equals("infinity")
                    || start.equals("-infinity")
                    || Values.instant(start).isPresent();
        }
    }
}
