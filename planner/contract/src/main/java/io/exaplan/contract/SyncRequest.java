package io.exaplan.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent says in one exchange. Sending the same request twice changes nothing.
 *
 * @param protocolVersion version the agent speaks
 * @param cluster the agent's cluster
 * @param sessionEpoch the session, from {@link SessionOpened}; a stale one is refused
 * @param sequence number of the exchange within the session, rising by one; a newer one releases a pending poll
 * @param agentVersion release of the agent
 * @param waitMillis how long the planner may hold the answer while it has nothing new, 0 to
 *     {@value Protocol#LONGEST_POLL_MILLIS}
 * @param seen the newest orders this agent has applied in full in this session, absent before the first; the poll ends as
 *     soon as there are newer ones
 * @param inventoryDigest {@link InventoryDigest} of the inventory as it is now, utilisation excluded
 * @param inventory the inventory itself, unless the planner has said in this session that it has this digest; stored before
 *     the runs are looked at
 * @param offer what the operator lends to the plan; absent means everything, always, to everybody
 * @param runs the state of every run the agent holds, and of every ended run not yet acknowledged
 * @param usage measured utilisation per node, only where something measures it
 * @param logs ends of logs the planner asked for
 */
public record SyncRequest(
        int protocolVersion,
        String cluster,
        long sessionEpoch,
        long sequence,
        String agentVersion,
        long waitMillis,
        @Nullable OrdersSeen seen,
        String inventoryDigest,
        @Nullable Inventory inventory,
        @Nullable OperatorOffer offer,
        List<RunReport> runs,
        List<NodeUsage> usage,
        List<LogTail> logs) {
    public SyncRequest {
        runs = Lists.orEmpty(runs);
        usage = Lists.orEmpty(usage);
        logs = Lists.orEmpty(logs);
    }
}
