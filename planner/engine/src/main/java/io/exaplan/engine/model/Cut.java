package io.exaplan.engine.model;

/**
 * The node placer found no room where the plan said yes: until then, no job with as many workers that each take as much
 * starts on the partition.
 *
 * @param partition id of the partition
 * @param shape the worker that did not fit
 * @param workers how many of them did not fit at once
 * @param untilSecond plan time at which the cut ends
 */
public record Cut(int partition, WorkerShape shape, int workers, long untilSecond) {

    /** The least a worker can ask for. */
    public static final WorkerShape ANYTHING = new WorkerShape(1, 0, 0);

    /** One that nothing at all starts through: the partition takes no starts until then. */
    public static Cut closed(int partition, long untilSecond) {
        return new Cut(partition, ANYTHING, 1, untilSecond);
    }

    /** Whether nothing at all starts, however small. */
    public boolean closes() {
        return shape.equals(ANYTHING) && workers == 1;
    }

    /** Whether this many workers of a shape are at least as hard to place as those that found no room. */
    public boolean covers(WorkerShape other, int otherWorkers) {
        return otherWorkers >= workers
                && other.milliDevices() >= shape.milliDevices()
                && other.cpuMilli() >= shape.cpuMilli()
                && other.memoryMib() >= shape.memoryMib();
    }
}
