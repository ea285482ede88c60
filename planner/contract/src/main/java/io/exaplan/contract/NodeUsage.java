package io.exaplan.contract;

import org.jspecify.annotations.Nullable;

/**
 * Measured utilisation of one node.
 *
 * @param node the node's name
 * @param busyFraction share of device time in which the devices were busy, 0 to 1; busy time is not work
 * @param watts power drawn by the devices, absent when not measured
 */
public record NodeUsage(
        String node, double busyFraction, @Nullable Double watts) {}
