package io.exaplan.engine.placement.online;

/**
 * A node that takes what fits, as it comes. Nearly all the placer's time is spent here, so it counts the whole devices and
 * keeps the opened ones in ascending order: one comparison turns away what does not fit, and the first opened device that
 * suffices is the least sufficient.
 */
final class NodePacking {

    private final int[] opened;
    private int openedCount;
    private int whole;
    private int largest;

    NodePacking(int devices) {
        opened = new int[devices];
    }

    /** Thousandths of devices that the first arrivals of a future fill. */
    int fill(DeviceSet set, int cpuMilli, Futures futures, int stream, int length) {
        int[] arrivals = futures.arrivals[stream];
        open(set, futures.leastMilli);
        int cpuLeft = cpuMilli;
        int filled = 0;
        for (int at = 0; at < 2 * length; at += 2) {
            int asked = arrivals[at];
            int cpu = arrivals[at + 1];
            if (asked <= largest && cpu <= cpuLeft) {
                filled += asked;
                cpuLeft -= cpu;
                if (asked >= DeviceWorth.DEVICE) {
                    whole -= asked / DeviceWorth.DEVICE;
                } else {
                    takeShare(asked);
                }
                largest = largest();
                if (largest < futures.leastMilli || cpuLeft < futures.leastCpuMilli) {
                    break;
                }
            }
        }
        return filled;
    }

    private void open(DeviceSet set, int leastMilli) {
        openedCount = 0;
        whole = 0;
        for (int free : set.free) {
            if (free == DeviceWorth.DEVICE) {
                whole++;
            } else if (free >= leastMilli) {
                opened[openedCount++] = free;
            }
        }
        largest = largest();
    }

    private int largest() {
        if (whole > 0) {
            return whole * DeviceWorth.DEVICE;
        }
        return openedCount > 0 ? opened[openedCount - 1] : 0;
    }

    private void takeShare(int asked) {
        int device = 0;
        while (device < openedCount && opened[device] < asked) {
            device++;
        }
        if (device == openedCount) {
            whole--;
            opened[openedCount++] = DeviceWorth.DEVICE;
        }
        int left = opened[device] - asked;
        while (device > 0 && opened[device - 1] > left) {
            opened[device] = opened[device - 1];
            device--;
        }
        opened[device] = left;
    }
}
