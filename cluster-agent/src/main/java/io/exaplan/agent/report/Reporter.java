package io.exaplan.agent.report;

import io.exaplan.contract.Inventory;
import io.exaplan.contract.InventoryDigest;
import io.exaplan.contract.LogTail;
import io.exaplan.contract.OperatorOffer;
import io.exaplan.contract.OrdersSeen;
import io.exaplan.contract.Protocol;
import io.exaplan.contract.SyncRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Words the requests of one session. The inventory is digested when it changed and travels until the planner is known to
 * have it: a run that failed with its node must not be told before the node, or its job is placed there again.
 * Not for several threads.
 */
public final class Reporter {

    private final String cluster;
    private final String agentVersion;
    private final @Nullable OperatorOffer offer;
    private final long sessionEpoch;
    private @Nullable Inventory digested;
    private String digest = "";
    private String digestThere = "";
    private long sequence;

    /** A reporter for a session that was just opened. */
    public Reporter(String cluster, String agentVersion, Optional<OperatorOffer> offer, long sessionEpoch) {
        this.cluster = cluster;
        this.agentVersion = agentVersion;
        this.offer = offer.orElse(null);
        this.sessionEpoch = sessionEpoch;
    }

    /**
     * The next request, with a sequence number one above the last. The planner may hold it this long, unless it is to learn
     * at once what the agent has to do, or to say at once that it has the inventory.
     */
    public SyncRequest next(
            Observation observation, Optional<OrdersSeen> seen, Duration longestWait, List<LogTail> logs) {
        Inventory inventory = observation.inventory();
        if (!inventory.equals(digested)) {
            digest = InventoryDigest.of(inventory);
            digested = inventory;
        }
        boolean carriesInventory = !digest.equals(digestThere);
        boolean mayWait = seen.isPresent() && !carriesInventory;
        return new SyncRequest(
                Protocol.VERSION,
                cluster,
                sessionEpoch,
                ++sequence,
                agentVersion,
                mayWait ? longestWait.toMillis() : 0,
                seen.orElse(null),
                digest,
                carriesInventory ? inventory : null,
                offer,
                observation.runs(),
                observation.usage(),
                logs);
    }

    /** Whether this is the newest request. */
    public boolean isNewest(SyncRequest request) {
        return request.sequence() == sequence;
    }

    /** The planner's word on the inventory of this request: whether it lacks it. */
    public void inventoryWanted(SyncRequest request, boolean wanted) {
        if (!wanted) {
            digestThere = request.inventoryDigest();
        } else if (digestThere.equals(request.inventoryDigest())) {
            digestThere = "";
        }
    }
}
