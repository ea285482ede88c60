package io.exaplan.server.demand;

import io.exaplan.server.demand.Recurrence.Frequency;
import io.exaplan.server.demand.Reservation.Stated;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.Values;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what is said about a reservation. */
final class ReservationForm {

    private static final int LONGEST_REASON = 500;
    private static final int MOST_DEVICES = 10_000_000;
    private static final int MOST_NODES = 1_000_000;
    private static final int LONGEST_INTERVAL = 366;
    private static final int WEEKDAYS = 7;
    private static final int MOST_NAME = 253;

    private ReservationForm() {}

    /** Reads all of it; the caller adds what only the database knows and finishes the form. */
    static Stated read(JsonForm form) {
        Instant start = form.required("start", Values.instant(), Instant.EPOCH);
        Instant end = form.orNull("end", Values.instant());
        Integer devices = form.orNull("devices", Values.integer(1, MOST_DEVICES));
        Integer nodes = form.orNull("nodes", Values.integer(1, MOST_NODES));
        Recurrence recurrence = recurrence(form, start);
        Stated stated = new Stated(
                form.required("cluster", Values.name(), ""),
                form.orNull("partition", Values.text(MOST_NAME)),
                form.orNull("tenant", Values.name()),
                devices,
                nodes,
                start,
                end,
                recurrence,
                form.orNull("reason", Values.text(LONGEST_REASON)));
        if (devices != null && nodes != null) {
            form.refuse("nodes", "State devices or whole nodes, not both.");
        }
        if ((form.has("devices") || form.has("nodes")) && !form.has("partition")) {
            form.refuse("partition", "State the partition they are of; without devices and nodes all of it is meant.");
        }
        if (end != null && form.has("start") && !end.isAfter(start)) {
            form.refuse("end", "State a time after start.");
        }
        if (recurrence != null) {
            requireRoom(form, start, end, recurrence);
        }
        return stated;
    }

    private static void requireRoom(JsonForm form, Instant start, @Nullable Instant end, Recurrence recurrence) {
        if (end == null) {
            form.refuse("end", "What comes back needs an end.");
        } else if (Duration.between(start, end).compareTo(recurrence.gap()) > 0) {
            form.refuse("end", "It would last into its next occurrence. State at most %s.".formatted(recurrence.gap()));
        }
    }

    private static @Nullable Recurrence recurrence(JsonForm form, Instant start) {
        return form.object("recurrence")
                .map(stated -> {
                    Frequency frequency = stated.required("frequency", Values.oneOf(Frequency.class), Frequency.DAILY);
                    List<DayOfWeek> weekdays = stated.optional(
                            "weekdays", Values.list(Values.oneOf(DayOfWeek.class), WEEKDAYS), List.of());
                    if (!weekdays.isEmpty() && frequency == Frequency.DAILY) {
                        stated.refuse("weekdays", "Only WEEKLY has weekdays. Leave them out.");
                    }
                    Instant until = stated.orNull("until", Values.instant());
                    if (until != null && form.has("start") && !until.isAfter(start)) {
                        stated.refuse("until", "State a time after start.");
                    }
                    return new Recurrence(
                            frequency,
                            stated.optional("interval", Values.integer(1, LONGEST_INTERVAL), 1),
                            Set.copyOf(weekdays),
                            until);
                })
                .orElse(null);
    }
}
