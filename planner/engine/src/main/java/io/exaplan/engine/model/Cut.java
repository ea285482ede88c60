package io.exaplan.engine.model;

/**
 * The node placer found no room where the plan said yes: until then, no job whose workers take this shape or more
 * starts on the partition.
 *
 * @param partition id of the partition
 * @param shape the worker that did not fit
 * @param workers how many of them did not fit at once
 * @param untilSecond plan time at which the cut ends
 */
public record Cut(int partition, WorkerShape shape, int workers, long untilSecond) {}
