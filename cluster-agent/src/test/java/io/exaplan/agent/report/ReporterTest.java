package io.exaplan.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.contract.Inventory;
import io.exaplan.contract.InventoryDigest;
import io.exaplan.contract.NodeReport;
import io.exaplan.contract.NodeUsage;
import io.exaplan.contract.OrdersSeen;
import io.exaplan.contract.SyncRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReporterTest {

    private final Reporter reporter = new Reporter("north", "1.0", Optional.empty(), 8);

    @Test
    void numbersItsRequests() {
        SyncRequest first = next(inventory(true));
        SyncRequest second = next(inventory(true));

        assertThat(first.sequence()).isEqualTo(1);
        assertThat(second.sequence()).isEqualTo(2);
        assertThat(reporter.isNewest(first)).isFalse();
        assertThat(reporter.isNewest(second)).isTrue();
    }

    @Test
    void sendsTheInventoryUntilThePlannerHasIt() {
        SyncRequest first = next(inventory(true));
        SyncRequest second = next(inventory(true));
        reporter.inventoryWanted(first, false);
        SyncRequest third = next(inventory(true));

        assertThat(first.inventory()).isEqualTo(inventory(true));
        assertThat(second.inventory()).isEqualTo(inventory(true));
        assertThat(third.inventory()).isNull();
        assertThat(third.inventoryDigest()).isEqualTo(InventoryDigest.of(inventory(true)));
    }

    @Test
    void sendsAChangeOfTheInventoryWithTheRunsThatItConcerns() {
        reporter.inventoryWanted(next(inventory(true)), false);

        assertThat(next(inventory(false)).inventory()).isEqualTo(inventory(false));
    }

    @Test
    void sendsTheInventoryAgainWhenThePlannerLostIt() {
        SyncRequest first = next(inventory(true));
        reporter.inventoryWanted(first, false);

        reporter.inventoryWanted(next(inventory(true)), true);

        assertThat(next(inventory(true)).inventory()).isEqualTo(inventory(true));
    }

    @Test
    void letsThePlannerWaitOnlyWhenNobodyWaitsForItsWord() {
        Observation observation = new Observation(inventory(true), List.of(), List.of());
        Optional<OrdersSeen> seen = Optional.of(new OrdersSeen("db", 1, 1));
        Duration wait = Duration.ofSeconds(20);

        SyncRequest withInventory = reporter.next(observation, seen, wait, List.of());
        reporter.inventoryWanted(withInventory, false);
        SyncRequest first = reporter.next(observation, Optional.empty(), wait, List.of());
        SyncRequest poll = reporter.next(observation, seen, wait, List.of());

        assertThat(first.waitMillis()).isZero();
        assertThat(poll.waitMillis()).isEqualTo(20_000);
        assertThat(withInventory.waitMillis()).isZero();
    }

    @Test
    void leavesUtilisationOutOfTheDigest() {
        SyncRequest idle = next(inventory(true));
        SyncRequest busy = reporter.next(
                new Observation(inventory(true), List.of(), List.of(new NodeUsage("n1", 0.9, null))),
                Optional.empty(),
                Duration.ZERO,
                List.of());

        assertThat(busy.inventoryDigest()).isEqualTo(idle.inventoryDigest());
    }

    private SyncRequest next(Inventory inventory) {
        return reporter.next(
                new Observation(inventory, List.of(), List.of()), Optional.empty(), Duration.ZERO, List.of());
    }

    private static Inventory inventory(boolean ready) {
        return new Inventory(
                List.of(new NodeReport("n1", "H800", 8, List.of(), 0, 1_000, 1_024, null, null, ready, false)));
    }
}
