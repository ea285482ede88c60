package io.exaplan.server.planning;

import io.exaplan.engine.placement.PlacementRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Finds out on the nodes which runs have to move so that a gang finds room. Implemented by whoever knows what stands where. */
public interface RoomMaker {

    /**
     * Looks for the fewest runs that have to leave nodes of a partition, and find room on its others as they are now.
     *
     * @param movable runs that may move
     * @param migrations most of them that may
     * @param seed of the search; the same nodes and seed give the same answer
     * @return none where that many are not enough
     */
    Optional<Room> find(
            int clusterId, int partitionId, PlacementRequest gang, Set<UUID> movable, int migrations, long seed);

    /**
     * Keeps nodes for a job's next start, unless the caller's transaction rolls back: nobody else is placed there until the job
     * stands.
     *
     * @param longest for how long at most
     */
    void keep(int clusterId, long jobId, Set<String> nodes, Duration longest);

    /**
     * A way to make room.
     *
     * @param runs those that have to move, at least one
     * @param nodes names of the nodes to be kept for the gang
     */
    record Room(Set<UUID> runs, Set<String> nodes) {
        public Room {
            runs = Set.copyOf(runs);
            nodes = Set.copyOf(nodes);
        }
    }
}
