package io.exaplan.server.inventory;

import java.time.Instant;
import java.util.Comparator;

/**
 * Devices used by work the planner did not start that are assumed free from some time on. Once that is past they are still
 * used, for longer than was assumed.
 *
 * @param at plan time
 * @param milliDevices thousandths of devices
 */
public record ForeignEnd(Instant at, long milliDevices) {
    static final Comparator<ForeignEnd> BY_TIME =
            Comparator.comparing(ForeignEnd::at).thenComparingLong(ForeignEnd::milliDevices);
}
