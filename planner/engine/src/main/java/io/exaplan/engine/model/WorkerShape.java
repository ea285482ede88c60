package io.exaplan.engine.model;

/**
 * What one worker takes of a node.
 *
 * @param milliDevices thousandths of devices: below 1000 a share of one device, otherwise whole devices
 * @param cpuMilli CPU in thousandths of a core
 * @param memoryMib memory in MiB
 */
public record WorkerShape(int milliDevices, long cpuMilli, long memoryMib) {
    public WorkerShape {
        if (milliDevices < 1 || (milliDevices > 1000 && milliDevices % 1000 != 0)) {
            throw new IllegalArgumentException(
                    "The worker asks for %d thousandths of a device.\nAsk for 1 to 1000, or for whole devices: 2000, 3000, ..."
                            .formatted(milliDevices));
        }
        if (cpuMilli < 0 || memoryMib < 0) {
            throw new IllegalArgumentException(
                    "The worker asks for %d thousandths of a core and %d MiB.\nNeither may be negative."
                            .formatted(cpuMilli, memoryMib));
        }
    }

    /** Whole devices of the worker, 0 for a share of one. */
    public int wholeDevices() {
        return milliDevices / 1000;
    }
}
