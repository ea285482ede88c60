package io.exaplan.engine.replay.queue;

/**
 * A job of a log.
 *
 * @param id as the log calls it
 * @param tenant index into {@link QueueLog#tenants()}
 * @param submitSecond when it was submitted, in the log's own time
 * @param seconds how long it ran, at least 1
 * @param requestedSeconds how long its user said it would run at most, 0 when the log does not tell
 * @param devices how many it held
 */
public record LoggedJob(String id, int tenant, long submitSecond, long seconds, long requestedSeconds, int devices) {}
