package io.exaplan.engine.placement.online;

import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The nodes that are alike in free devices and free CPU, ordered by their free memory. */
final class Vacancy implements Comparable<Vacancy> {

    final DeviceSet devices;
    final int cpuMilli;

    /** Counts up over all vacancies, in the order in which they opened. */
    final long sequence;

    /** Free memory in the upper half, the node in the lower. */
    private final TreeSet<Long> nodes = new TreeSet<>();

    Vacancy(DeviceSet devices, int cpuMilli, long sequence) {
        this.devices = devices;
        this.cpuMilli = cpuMilli;
        this.sequence = sequence;
    }

    void add(int node, int memoryMib) {
        nodes.add(key(node, memoryMib));
    }

    void remove(int node, int memoryMib) {
        nodes.remove(key(node, memoryMib));
    }

    boolean closed() {
        return nodes.isEmpty();
    }

    boolean hasRoomFor(int memoryMib) {
        return nodes.last() >= key(0, memoryMib);
    }

    /** The node with the least memory that suffices. */
    int nodeFor(int memoryMib) {
        @Nullable Long key = nodes.ceiling(key(0, memoryMib));
        if (key == null) {
            throw new IllegalStateException("No node of the vacancy has %d MiB free.".formatted(memoryMib));
        }
        return key.intValue();
    }

    private static long key(int node, int memoryMib) {
        return (long) memoryMib << Integer.SIZE | node;
    }

    /** The fuller first; by content alone, so that the order does not depend on what happened before. */
    @Override
    public int compareTo(Vacancy other) {
        int byDevices = devices.compareTo(other.devices);
        return byDevices != 0 ? byDevices : Integer.compare(cpuMilli, other.cpuMilli);
    }
}
