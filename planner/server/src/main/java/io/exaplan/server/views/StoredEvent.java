package io.exaplan.server.views;

import io.exaplan.server.security.Caller;
import io.exaplan.server.security.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event as it goes over a stream.
 *
 * @param position where it stands among all events
 * @param type what happened
 * @param tenantId the tenant it concerns, null when none
 * @param clusterId the cluster it concerns, null when none
 * @param payload JSON on one line
 */
record StoredEvent(
        Position position,
        String type,
        @Nullable Integer tenantId,
        @Nullable Integer clusterId,
        String payload) {
    private static final Set<String> FOR_OPERATORS = Set.of("run.orphaned", "mass-stop.asked", "planner.restored");

    /**
     * A place in the order of events: the transaction that wrote it, then its id.
     *
     * @param transaction number of the transaction
     * @param id number of the event
     */
    record Position(long transaction, long id) implements Comparable<Position> {

        static final Position START = new Position(0, 0);
        private static final Comparator<Position> ORDER =
                Comparator.comparingLong(Position::transaction).thenComparingLong(Position::id);

        /** The position a stream's reader sends back; empty when none of ours reads so. */
        static Optional<Position> parse(String text) {
            if (!text.matches("\\d{1,18}-\\d{1,18}")) {
                return Optional.empty();
            }
            int dash = text.indexOf('-');
            return Optional.of(
                    new Position(Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1))));
        }

        @Override
        public int compareTo(Position other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return transaction + "-" + id;
        }
    }

    static StoredEvent of(ResultSet row) throws SQLException {
        return new StoredEvent(
                new Position(row.getLong("tx"), row.getLong("id")),
                row.getString("type"),
                row.getObject("tenant_id", Integer.class),
                row.getObject("cluster_id", Integer.class),
                row.getString("payload"));
    }

    /**
     * What concerns a tenant is for those who see the tenant, what happens on a cluster is not for the admins of other
     * clusters, what operators have to decide is not for members; the rest is for everybody.
     */
    boolean visibleTo(Caller caller) {
        if (caller.role() == Role.CLUSTER_ADMIN && clusterId != null) {
            return caller.actsForCluster(clusterId);
        }
        if (FOR_OPERATORS.contains(type) && caller.role() == Role.MEMBER) {
            return false;
        }
        return tenantId == null || caller.seesTenant(tenantId);
    }

    String frame() {
        return "id: %s\nevent: %s\ndata: %s\n\n".formatted(position, type, payload);
    }
}
