package io.exaplan.server.views;

import io.exaplan.server.demand.JobKind;
import io.exaplan.server.demand.JobState;
import io.exaplan.server.web.Offence;
import io.exaplan.server.web.PageRequest;
import io.exaplan.server.web.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs a list shows.
 *
 * @param states in one of these states; empty for any
 * @param tenant of this tenant, by name; null for any
 * @param kind of this kind; null for any
 * @param order in this order
 */
record JobFilter(
        List<JobState> states,
        @Nullable String tenant,
        @Nullable JobKind kind,
        Order order) {

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
            if (!text.matches("(-?infinity|[0-9T:.Z-]{20,40}) \\d{1,18}")) {
                throw PageRequest.notOurs(text);
            }
            int space = text.indexOf(' ');
            return new Position(text.substring(0, space), Long.parseLong(text.substring(space + 1)));
        }
    }

    static JobFilter of(
            @Nullable List<String> states, @Nullable String tenant, @Nullable String kind, @Nullable String order) {
        List<Offence> offences = new ArrayList<>();
        List<JobState> stated = (states == null ? List.<String>of() : states)
                .stream()
                        .flatMap(state -> constant("state", state, JobState.class, offences).stream())
                        .toList();
        Optional<JobKind> ofKind = kind == null ? Optional.empty() : constant("kind", kind, JobKind.class, offences);
        Optional<Order> inOrder = order == null ? Optional.empty() : constant("order", order, Order.class, offences);
        if (!offences.isEmpty()) {
            throw Problem.invalid(offences);
        }
        return new JobFilter(stated, tenant, ofKind.orElse(null), inOrder.orElse(Order.OLDEST));
    }

    private static <E extends Enum<E>> Optional<E> constant(
            String field, String value, Class<E> type, List<Offence> offences) {
        Optional<E> found = Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(value))
                .findFirst();
        if (found.isEmpty()) {
            offences.add(
                    new Offence(field, value, "State one of %s.".formatted(Arrays.toString(type.getEnumConstants()))));
        }
        return found;
    }
}
