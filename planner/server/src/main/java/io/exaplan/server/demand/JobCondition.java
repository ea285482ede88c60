package io.exaplan.server.demand;

import org.jspecify.annotations.Nullable;

/**
 * One reason why a job does not start now.
 *
 * @param type machine-readable, such as {@code WaitingForCapacity}
 * @param message the same for people, with figures
 * @param partition {@code cluster/name} when it is about one partition, otherwise null
 */
public record JobCondition(
        String type, String message, @Nullable String partition) {}
