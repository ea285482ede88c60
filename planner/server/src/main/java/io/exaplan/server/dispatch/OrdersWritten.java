package io.exaplan.server.dispatch;

import io.exaplan.server.web.Change;

/** There are newer orders for a cluster's agent. */
public record OrdersWritten(int clusterId) implements Change {}
