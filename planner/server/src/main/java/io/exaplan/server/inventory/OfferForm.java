package io.exaplan.server.inventory;

import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what an operator lends. Nodes and tenants need not be known yet: those that are not are told with the cluster. */
final class OfferForm {

    private static final int MOST_NODES = 20_000;
    private static final int MOST_TENANTS = 1_000;
    private static final int MOST_WINDOWS = 100;
    private static final int LONGEST_NAME = 253;
    private static final int MINUTES_OF_DAY = 24 * 60;

    private OfferForm() {}

    static Offer read(JsonForm form) {
        Offer offer = new Offer(
                form.orNull("nodes", Values.list(Values.text(LONGEST_NAME), MOST_NODES)),
                form.orNull("tenants", Values.list(Values.name(), MOST_TENANTS)),
                hours(form));
        form.finish();
        return offer;
    }

    private static @Nullable List<Offer.OfferedHours> hours(JsonForm form) {
        if (!form.has("hours")) {
            return null;
        }
        List<Offer.OfferedHours> hours = new ArrayList<>();
        for (JsonForm window : form.requiredObjects("hours", MOST_WINDOWS)) {
            int from = window.required("from", Values.integer(0, MINUTES_OF_DAY - 1), 0);
            int until = window.required("until", Values.integer(1, MINUTES_OF_DAY), MINUTES_OF_DAY);
            if (window.clean() && until <= from) {
                window.refuse("until", "State a minute after from.");
            }
            form.absorb(window);
            if (window.clean()) {
                hours.add(new Offer.OfferedHours(from, until));
            }
        }
        return hours;
    }
}
