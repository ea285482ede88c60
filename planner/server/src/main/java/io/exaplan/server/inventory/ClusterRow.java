package io.exaplan.server.inventory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A cluster as it is stored.
 *
 * @param version rises with every change an operator makes; the ETag
 * @param sessionEpoch number of the agent session that is listened to, 0 before the first
 * @param lastSyncAt wall time of its agent's last word, null before the first and when it is to be read again
 * @param inventoryDigest what its agent calls the stored inventory by, null before the first and when it is to be read again
 * @param reportedOffer what the agent passed on
 * @param statedOffer what was said at the API, null when nothing was
 * @param logLink where its operator shows the logs of its runs, null when it does not
 */
public record ClusterRow(
        int id,
        String name,
        String operator,
        ClusterState state,
        long version,
        Instant createdAt,
        long sessionEpoch,
        @Nullable String agentVersion,
        @Nullable Integer protocolVersion,
        @Nullable Instant lastSyncAt,
        Freshness freshness,
        @Nullable String inventoryDigest,
        Offer reportedOffer,
        @Nullable Offer statedOffer,
        @Nullable LogLink logLink) {

    /** What the operator lends: what was said at the API goes before what the agent passes on. */
    public Offer offer() {
        return statedOffer == null ? reportedOffer : statedOffer;
    }

    /** Whether new work may be planned on it; only a FRESH one gets leases. */
    public boolean accepting() {
        return state == ClusterState.ACTIVE && freshness != Freshness.LOST;
    }

    /** Whether a run may be leased to it now. */
    public boolean leasing() {
        return state == ClusterState.ACTIVE && freshness == Freshness.FRESH;
    }
}
