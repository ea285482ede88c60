package io.exaplan.server.dispatch;

import io.exaplan.contract.NodeUsage;
import io.exaplan.contract.SyncRequest;
import io.exaplan.server.inventory.InventoryReport;
import io.exaplan.server.inventory.Offer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent said, checked.
 *
 * @param request the request without inventory and usage, which are beside it
 * @param inventory the inventory, null when it was not sent
 * @param usage measurements that can be true
 * @param offer what the operator lends
 */
record Exchange(SyncRequest request, @Nullable InventoryReport inventory, List<NodeUsage> usage, Offer offer) {}
