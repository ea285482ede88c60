package io.exaplan.server.scenario;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A named what-if.
 *
 * @param planVersion the stored plan it is laid on, null for the live state
 * @param horizon how far ahead it plans, null for as far as its base
 * @param changes the overlay, as it was stated
 * @param version rises with every update
 */
record Scenario(
        int id,
        String name,
        String description,
        @Nullable Long planVersion,
        @Nullable Duration horizon,
        JsonNode changes,
        long version,
        String createdBy,
        Instant createdAt,
        Instant updatedAt) {

    /** What people state of it. */
    record Stated(
            String name,
            String description,
            @Nullable Long planVersion,
            @Nullable Duration horizon,
            JsonNode changes) {}
}
