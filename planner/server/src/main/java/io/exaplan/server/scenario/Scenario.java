package io.exaplan.server.scenario;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A named what-if.
 *
 * @param mode how it looks ahead
 * @param planVersion the stored plan it is laid on, null for the live state
 * @param horizon how far ahead it plans, null for as far as its base
 * @param changes the overlay, as it was stated
 * @param version rises with every update
 */
record Scenario(
        int id,
        String name,
        String description,
        Mode mode,
        @Nullable Long planVersion,
        @Nullable Duration horizon,
        JsonNode changes,
        long version,
        String createdBy,
        Instant createdAt,
        Instant updatedAt) {

    /** How a scenario looks ahead. */
    enum Mode {
        /** Job by job, as far as the live plan. */
        OPERATIONAL(86_400),
        /** Months ahead, with announced deliveries and the usual demand in weekly lots. */
        STRATEGIC(7 * 86_400);

        private final long stretchSeconds;

        Mode(long stretchSeconds) {
            this.stretchSeconds = stretchSeconds;
        }

        /** Length of one stretch of the funnel and of targets over time. */
        long stretchSeconds() {
            return stretchSeconds;
        }
    }

    /** What people state of it. */
    record Stated(
            String name,
            String description,
            Mode mode,
            @Nullable Long planVersion,
            @Nullable Duration horizon,
            JsonNode changes) {}
}
