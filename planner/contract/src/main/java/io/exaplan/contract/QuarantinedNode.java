package io.exaplan.contract;

/**
 * A node whose report or measurement was implausible; everything else is used.
 *
 * @param node name of the node, cut to a readable length
 * @param problem the field, the value and what is allowed
 */
public record QuarantinedNode(String node, String problem) {}
