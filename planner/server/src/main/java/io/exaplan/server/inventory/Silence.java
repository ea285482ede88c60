package io.exaplan.server.inventory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Judges silence. The time in which this planner itself could not listen excuses everybody: what matters is how long an
 * agent was silent while it could have been heard.
 *
 * @param now wall time
 * @param listeningSince since when this planner surely listens
 * @param settings how long silence may last
 */
record Silence(Instant now, Instant listeningSince, InventorySettings settings) {

    /** Those that have not spoken for so long that they get no new leases; no excuse counts here. */
    List<ClusterRow> stale(List<ClusterRow> clusters) {
        return clusters.stream()
                .filter(cluster -> cluster.freshness() == Freshness.FRESH)
                .filter(cluster -> lasted(spokeAt(cluster), settings.staleAfter()))
                .toList();
    }

    /** Those that have been silent for so long that their runs are lost. */
    List<ClusterRow> lost(List<ClusterRow> clusters) {
        return clusters.stream()
                .filter(cluster -> cluster.freshness() != Freshness.LOST)
                .filter(cluster -> lasted(excused(cluster), settings.lostAfter()))
                .toList();
    }

    /** Whether everybody who was heard lately is silent: then it is rather the planner that cannot hear. */
    boolean everybodySilent(List<ClusterRow> clusters) {
        List<ClusterRow> heard = clusters.stream()
                .filter(cluster -> cluster.freshness() != Freshness.LOST && cluster.state() != ClusterState.INACTIVE)
                .toList();
        return heard.size() >= settings.suspectSelfMinimum()
                && heard.stream().allMatch(cluster -> lasted(excused(cluster), settings.staleAfter()));
    }

    private Instant excused(ClusterRow cluster) {
        Instant spoke = spokeAt(cluster);
        return spoke.isAfter(listeningSince) ? spoke : listeningSince;
    }

    private static Instant spokeAt(ClusterRow cluster) {
        Instant at = cluster.lastSyncAt();
        return at == null ? Instant.EPOCH : at;
    }

    private boolean lasted(Instant since, Duration least) {
        return !now.isBefore(since.plus(least));
    }
}
