package io.exaplan.agent.apply;

import io.exaplan.contract.OrdersSeen;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells old orders from new ones within one session. */
final class OrdersGuard {

    private final String databaseId;
    private @Nullable OrdersSeen newest;
    private volatile @Nullable OrdersSeen appliedInFull;

    /** Orders of another database than the session's are never admitted. */
    OrdersGuard(String databaseId) {
        this.databaseId = databaseId;
    }

    /** Whether these orders are not older than any that were admitted; the same ones may be admitted again. */
    boolean admits(OrdersSeen orders) {
        if (!orders.databaseId().equals(databaseId) || (newest != null && isOlder(orders, newest))) {
            return false;
        }
        newest = orders;
        return true;
    }

    void appliedInFull(OrdersSeen orders) {
        appliedInFull = orders;
    }

    Optional<OrdersSeen> seen() {
        return Optional.ofNullable(appliedInFull);
    }

    private static boolean isOlder(OrdersSeen orders, OrdersSeen other) {
        return orders.leaderEpoch() < other.leaderEpoch()
                || (orders.leaderEpoch() == other.leaderEpoch() && orders.revision() < other.revision());
    }
}
