package io.exaplan.server.dispatch;

import io.exaplan.contract.SyncRequest;
import io.exaplan.server.inventory.InventoryReport;
import io.exaplan.server.inventory.Offer;
import org.jspecify.annotations.Nullable;

/**
 * What an agent said, checked.
 *
 * @param request the request without inventory and usage, which are beside it
 * @param inventory the inventory, null when it was not sent
 * @param usage what was measured, judged
 * @param offer what the operator lends
 */
record Exchange(SyncRequest request, @Nullable InventoryReport inventory, Measurements usage, Offer offer) {}
