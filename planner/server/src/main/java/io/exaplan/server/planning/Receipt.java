package io.exaplan.server.planning;

import io.exaplan.engine.model.PlanningSettings;
import org.jspecify.annotations.Nullable;

/**
 * All that is needed to make a plan again.
 *
 * @param solverVersion version of the program whose engine made it
 * @param operation {@code open} for a book made from the database, {@code improve} for a search
 * @param seed seed of the search, null without one
 * @param steps steps the search took; the same number repeats it
 * @param endedBySteps whether the steps ended it and not the clock
 * @param weights weights of the score
 * @param problemSha256 hash of the problem's JSON, in hexadecimal
 * @param score score by the solver's own words, null without a search
 */
record Receipt(
        String solverVersion,
        String operation,
        @Nullable Long seed,
        long steps,
        boolean endedBySteps,
        PlanningSettings weights,
        String problemSha256,
        @Nullable String score) {}
