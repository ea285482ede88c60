package io.exaplan.server.views;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a tenant wants to be told.
 *
 * @param id its id
 * @param version rises with every change
 * @param tenantId whose
 * @param url what is called
 * @param events of what
 * @param active whether it is called
 */
record Webhook(int id, long version, int tenantId, String tenant, String url, List<Event> events, boolean active) {

    /** What a tenant can be told of. */
    enum Event {
        /** A promised start is another one. */
        START_MOVED("job.start-moved"),
        SUCCEEDED("job.succeeded"),
        FAILED("job.failed"),
        CANCELLED("job.cancelled");

        private final String type;

        Event(String type) {
            this.type = type;
        }

        /** As events are called everywhere else. */
        String type() {
            return type;
        }
    }

    /** What becomes of a message. */
    enum DeliveryState {
        PENDING,
        DELIVERED,
        GIVEN_UP
    }

    /**
     * A message.
     *
     * @param attempts calls so far
     * @param nextAttemptAt wall time of the next call, null when there is none to come
     * @param lastStatus the answer to the last call, null when there was none
     * @param lastError why the last call failed, null when it did not
     */
    record Delivery(
            long id,
            String event,
            @Nullable Long jobId,
            Instant createdAt,
            DeliveryState state,
            int attempts,
            @Nullable Instant nextAttemptAt,
            @Nullable Instant lastAttemptAt,
            @Nullable Integer lastStatus,
            @Nullable String lastError) {}
}
