package io.exaplan.server.inventory;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inventories for tests. */
final class TestInventory {
    static final InventorySettings SETTINGS = new InventorySettings(
            Duration.ofSeconds(60),
            Duration.ofMinutes(15),
            Duration.ofSeconds(5),
            2,
            100,
            64,
            4_096_000,
            67_108_864,
            10,
            253,
            Duration.ofDays(7));

    private TestInventory() {}

    static ReportedNode node(@Nullable String name, int devices) {
        return new ReportedNode(
                name, "H800", devices, List.of(), 0, List.of(), 128_000, 1_024_000, null, null, true, false);
    }

    static InventoryReport report(ReportedNode... nodes) {
        return new InventoryReport("digest", List.of(nodes), List.of());
    }
}
