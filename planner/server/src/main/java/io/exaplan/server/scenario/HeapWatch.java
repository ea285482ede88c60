package io.exaplan.server.scenario;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.function.DoubleSupplier;

/**
 * Ends a run before it takes the memory the live plan needs. Collectors leave garbage lie until they need room, so only a heap
 * that stays full over several looks in a row counts as full.
 */
final class HeapWatch {
    private static final int LOOKS = 3;

    private final double most;
    private final DoubleSupplier used;
    private int fullLooks;

    /** @param most share of the heap that may be in use */
    HeapWatch(double most) {
        this(most, HeapWatch::usedShare);
    }

    HeapWatch(double most, DoubleSupplier used) {
        this.most = most;
        this.used = used;
    }

    /** The heap is full because of a run. */
    static final class Full extends RuntimeException {
        Full(double most) {
            super(
                    "More than %.0f%% of the heap was in use (exaplan.scenario.heap-share).\nMaybe plan fewer jobs or a nearer horizon, or give the planner more memory."
                            .formatted(most * 100));
        }
    }

    void look() {
        fullLooks = used.getAsDouble() > most ? fullLooks + 1 : 0;
    }

    boolean full() {
        return fullLooks >= LOOKS;
    }

    /** @throws Full when it is */
    void check() {
        if (full()) {
            throw new Full(most);
        }
    }

    private static double usedShare() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return (double) heap.getUsed() / Runtime.getRuntime().maxMemory();
    }
}
