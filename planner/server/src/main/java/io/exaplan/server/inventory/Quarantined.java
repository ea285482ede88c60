package io.exaplan.server.inventory;

/**
 * A node whose report cannot be true; the rest of the inventory is used.
 *
 * @param node the node's name, cut to a readable length
 * @param problem field, value and what is allowed
 */
public record Quarantined(String node, String problem) {}
