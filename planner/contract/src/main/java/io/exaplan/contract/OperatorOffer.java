package io.exaplan.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator lends to the plan.
 *
 * @param nodes names of the offered nodes; absent means all
 * @param tenants names of the tenants it is offered to; absent means all
 * @param hours daily windows in which it is offered; absent means always
 */
public record OperatorOffer(
        @Nullable List<String> nodes,
        @Nullable List<String> tenants,
        @Nullable List<DailyWindow> hours) {
    public OperatorOffer {
        nodes = Lists.copyOrNull(nodes);
        tenants = Lists.copyOrNull(tenants);
        hours = Lists.copyOrNull(hours);
    }

    /**
     * A window of every day in the city's time zone.
     *
     * @param from minutes after midnight, 0 to 1439
     * @param until minutes after midnight, 1 to 1440, later than {@code from}
     */
    public record DailyWindow(int from, int until) {}
}
