package io.exaplan.server.inventory;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cluster as people see it.
 *
 * @param silentSeconds how long its agent has been silent, null before its first word
 * @param offer what is lent; of the tenants it names, those whose affairs are the reader's to see
 * @param offerStated whether that was said at the API; the agent's own offer waits then
 * @param logLink where its operator shows the logs of its runs: a URL in which {run}, {job} and {cluster} are filled in
 * @param offerProblems what of its offer cannot be honoured as stated; for who acts for the cluster, or sees every tenant
 * @param lastRefusal the last exchange of its agent that could not be taken, null for none; for the same readers
 * @param quarantined nodes whose last report was not believed, with what was wrong
 */
record ClusterView(
        int id,
        String name,
        String operator,
        ClusterState state,
        long version,
        Instant createdAt,
        Freshness freshness,
        @Nullable Instant lastSyncAt,
        @Nullable Long silentSeconds,
        @Nullable String agentVersion,
        @Nullable Integer protocolVersion,
        Offer offer,
        boolean offerStated,
        @Nullable String logLink,
        List<String> offerProblems,
        AgentRefusals.@Nullable Refusal lastRefusal,
        List<Quarantined> quarantined) {

    static ClusterView of(
            ClusterRow row,
            Offer offer,
            Instant now,
            List<String> offerProblems,
            AgentRefusals.@Nullable Refusal lastRefusal,
            List<Quarantined> quarantined) {
        Instant spoke = row.lastSyncAt();
        return new ClusterView(
                row.id(),
                row.name(),
                row.operator(),
                row.state(),
                row.version(),
                row.createdAt(),
                row.freshness(),
                spoke,
                spoke == null ? null : Math.max(0, now.getEpochSecond() - spoke.getEpochSecond()),
                row.agentVersion(),
                row.protocolVersion(),
                offer,
                row.statedOffer() != null,
                row.logLink() == null ? null : row.logLink().template(),
                offerProblems,
                lastRefusal,
                quarantined);
    }
}
