package io.exaplan.agent.driver.simulated;

import org.jspecify.annotations.Nullable;

/**
 * What a node is built of.
 *
 * @param name unique within the world
 * @param model accelerator model, as a real node would label it
 * @param devices number of devices, at least 1
 * @param cpuMilli CPU in thousandths of a core
 * @param memoryMib memory in MiB
 * @param block outermost fabric domain, absent when unknown
 * @param rack fabric domain within the block, absent when unknown
 */
record SimulatedNode(
        String name,
        String model,
        int devices,
        long cpuMilli,
        long memoryMib,
        @Nullable String block,
        @Nullable String rack) {

    SimulatedNode named(String newName) {
        return new SimulatedNode(newName, model, devices, cpuMilli, memoryMib, block, rack);
    }

    SimulatedNode in(String newBlock, String newRack) {
        return new SimulatedNode(name, model, devices, cpuMilli, memoryMib, newBlock, newRack);
    }
}
