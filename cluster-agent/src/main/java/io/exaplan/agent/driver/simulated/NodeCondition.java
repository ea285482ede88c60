package io.exaplan.agent.driver.simulated;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a node is.
 *
 * @param ready it answers its control plane
 * @param cordoned the operator keeps new work off it
 * @param unhealthy indexes of devices that cannot be used, ascending
 * @param repairAt plan time at which it comes back by itself; absent when it is up, or down until somebody restores it
 */
record NodeCondition(
        boolean ready,
        boolean cordoned,
        List<Integer> unhealthy,
        @Nullable Instant repairAt) {

    static final NodeCondition GOOD = new NodeCondition(true, false, List.of(), null);

    NodeCondition {
        unhealthy = unhealthy.stream().distinct().sorted().toList();
    }

    NodeCondition lost(@Nullable Instant backAt) {
        return new NodeCondition(false, cordoned, unhealthy, backAt);
    }

    NodeCondition restored() {
        return new NodeCondition(true, cordoned, unhealthy, null);
    }

    NodeCondition cordoned(boolean keepsWorkOff) {
        return new NodeCondition(ready, keepsWorkOff, unhealthy, repairAt);
    }

    NodeCondition device(int index, boolean healthy) {
        Stream<Integer> others = unhealthy.stream().filter(device -> device != index);
        return new NodeCondition(
                ready,
                cordoned,
                Stream.concat(others, healthy ? Stream.of() : Stream.of(index)).toList(),
                repairAt);
    }
}
