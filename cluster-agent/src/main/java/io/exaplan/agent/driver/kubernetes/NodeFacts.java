package io.exaplan.agent.driver.kubernetes;

import org.jspecify.annotations.Nullable;

/**
 * What the driver keeps of a node with accelerators.
 *
 * @param resource the extended resource of its whole devices
 * @param nominal devices it was built with, as far as it says
 * @param usable devices its device plugin offers whole
 * @param unitsPerDevice how often each device is offered: 1, or more when devices are shared in time
 * @param cut devices cut into slices, which no run can have whole
 */
record NodeFacts(
        String name,
        String model,
        String resource,
        int nominal,
        int usable,
        int unitsPerDevice,
        int cut,
        long cpuMilli,
        long memoryMib,
        @Nullable String block,
        @Nullable String rack,
        boolean ready,
        boolean cordoned) {

    /** The same with what the node showed before: no fewer devices, and the model it named while it offered any. */
    NodeFacts after(NodeFacts before) {
        return new NodeFacts(
                name,
                usable + cut == 0 ? before.model : model,
                resource,
                Math.max(nominal, before.nominal),
                usable,
                unitsPerDevice,
                cut,
                cpuMilli,
                memoryMib,
                block,
                rack,
                ready,
                cordoned);
    }
}
