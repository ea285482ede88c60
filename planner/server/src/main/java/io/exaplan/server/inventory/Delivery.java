package io.exaplan.server.inventory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Devices that are to come at a date.
 *
 * @param id its id
 * @param version rises with every change
 * @param stated what was announced
 * @param state whether it is still to come
 * @param closedAt plan time at which it arrived or was called off, null while it is to come
 * @param declaredCapacityId the declaration its arrival made, null when an agent reports the devices or none came
 */
public record Delivery(
        int id,
        long version,
        Stated stated,
        State state,
        @Nullable Instant closedAt,
        @Nullable Integer declaredCapacityId) {

    /** Only what is announced stands beside the funnel: arrival closes it, so that nothing counts twice. */
    public enum State {
        ANNOUNCED,
        ARRIVED,
        CANCELLED
    }

    /** Who counts the devices once they are there. */
    public enum CountedAs {
        /** The agent of a cluster reports their nodes. */
        REPORTED,
        /** No agent does: a declared capacity is made of them. */
        DECLARED
    }

    /**
     * What was announced.
     *
     * @param operator who gets them
     * @param cluster name of the cluster they go to, null when it is not known yet
     * @param model accelerator model
     * @param devices how many
     * @param expectedAt plan time
     * @param document where it is announced, null for nowhere
     */
    public record Stated(
            String operator,
            @Nullable String cluster,
            String model,
            int devices,
            Instant expectedAt,
            @Nullable String document) {}
}
