package io.exaplan.server.inventory;

import io.exaplan.server.web.Change;

/** Nodes, offer, state or freshness of a cluster changed. */
public record ClusterChanged(int clusterId) implements Change {}
