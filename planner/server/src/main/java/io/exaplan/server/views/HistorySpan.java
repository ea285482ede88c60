package io.exaplan.server.views;

import io.exaplan.server.web.QueryValues;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The span of plan time a history is asked for.
 *
 * @param from its first moment
 * @param until after its last moment
 * @param step one point for each
 */
record HistorySpan(Instant from, Instant until, Duration step) {

    private static final Duration USUAL = Duration.ofDays(30);
    private static final int USUAL_POINTS = 500;
    private static final int MOST_POINTS = 5_000;

    /**
     * What a query asks for.
     *
     * @param from 30 days before {@code until} when left out
     * @param until now when left out
     * @param step ISO 8601 duration; about 500 points when left out
     * @param finest shortest usual step
     */
    static HistorySpan stated(
            @Nullable String from, @Nullable String until, @Nullable String step, Instant now, Duration finest) {
        Instant statedUntil = QueryValues.instantOrNull("until", until);
        Instant end = statedUntil == null ? now.plusMillis(1) : statedUntil;
        Instant statedFrom = QueryValues.instantOrNull("from", from);
        Instant begin = statedFrom == null ? end.minus(USUAL) : statedFrom;
        if (!begin.isBefore(end)) {
            throw QueryValues.refused("from", begin.toString(), "State a time before until (%s).".formatted(end));
        }
        return new HistorySpan(begin, end, step(step, Duration.between(begin, end), finest));
    }

    private static Duration step(@Nullable String stated, Duration span, Duration finest) {
        if (stated == null) {
            Duration even = Duration.ofSeconds(Math.max(1, span.toSeconds() / USUAL_POINTS));
            return even.compareTo(finest) < 0 ? finest : even;
        }
        try {
            Duration step = Duration.parse(stated);
            if (step.toSeconds() >= 1 && span.toSeconds() / step.toSeconds() <= MOST_POINTS) {
                return Duration.ofSeconds(step.toSeconds());
            }
        } catch (DateTimeException | ArithmeticException e) {
            // told below
        }
        throw QueryValues.refused(
                "step",
                stated,
                "State an ISO 8601 duration of at least %s here, such as PT1H: an answer has at most %d points."
                        .formatted(Duration.ofSeconds(Math.max(1, span.toSeconds() / MOST_POINTS)), MOST_POINTS));
    }
}
