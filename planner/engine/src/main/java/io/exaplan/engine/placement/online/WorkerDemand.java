package io.exaplan.engine.placement.online;

import java.util.Optional;
import java.util.Set;

/**
 * What one worker asks of a node.
 *
 * @param cpuMilli CPU in thousandths of a core
 * @param memoryMib memory in MiB
 * @param devices accelerators; 0 for a worker that computes on the CPU
 * @param deviceMilli thousandths of each device: below 1000 a share of one device, 1000 whole devices, 0 without devices
 * @param models the accelerator models that will do; empty when any will
 */
public record WorkerDemand(int cpuMilli, int memoryMib, int devices, int deviceMilli, Set<String> models) {

    static final int WHOLE = 1000;

    public WorkerDemand {
        models = Set.copyOf(models);
        if (cpuMilli < 0 || memoryMib < 0) {
            throw new IllegalArgumentException(
                    "The worker asks for %d thousandths of a core and %d MiB.\nNeither may be negative."
                            .formatted(cpuMilli, memoryMib));
        }
        boolean onCpu = devices == 0 && deviceMilli == 0;
        boolean aShare = devices == 1 && deviceMilli > 0 && deviceMilli < WHOLE;
        boolean whole = devices > 0 && deviceMilli == WHOLE;
        if (!onCpu && !aShare && !whole) {
            throw new IllegalArgumentException(
                    "The worker asks for %d devices, %d thousandths of each.\nAsk for 1 to 999 thousandths of one device, for whole devices, or for none."
                            .formatted(devices, deviceMilli));
        }
    }

    /** Thousandths of devices in all. */
    public int milli() {
        return devices * deviceMilli;
    }

    /** What so many such workers ask for that stand on one node; none when they take shares, which do not join. */
    public Optional<WorkerDemand> times(int count) {
        long cpu = (long) cpuMilli * count;
        long memory = (long) memoryMib * count;
        long all = (long) devices * count;
        boolean joins = count == 1 || devices == 0 || deviceMilli == WHOLE;
        return joins && Math.max(cpu, Math.max(memory, all)) <= Integer.MAX_VALUE
                ? Optional.of(new WorkerDemand((int) cpu, (int) memory, (int) all, deviceMilli, models))
                : Optional.empty();
    }

    /** A worker without devices runs on any node. */
    boolean allowedOn(String model) {
        return devices == 0 || models.isEmpty() || models.contains(model);
    }
}
