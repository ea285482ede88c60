package io.exaplan.server.views;

import io.exaplan.server.web.Offence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
     * @param step about 500 points when left out
     * @param finest shortest usual step
     * @param offences takes what cannot be answered
     */
    static HistorySpan stated(
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable Duration step,
            Instant now,
            Duration finest,
            List<Offence> offences) {
        Instant end = until == null ? now.plusMillis(1) : until;
        Instant begin = from == null ? end.minus(USUAL) : from;
        if (!begin.isBefore(end)) {
            offences.add(new Offence("from", begin.toString(), "State a time before until (%s).".formatted(end)));
            return new HistorySpan(end, end, finest);
        }
        return new HistorySpan(begin, end, step(step, Duration.between(begin, end), finest, offences));
    }

    private static Duration step(@Nullable Duration stated, Duration span, Duration finest, List<Offence> offences) {
        if (stated == null) {
            Duration even = Duration.ofSeconds(Math.max(1, span.toSeconds() / USUAL_POINTS));
            return even.compareTo(finest) < 0 ? finest : even;
        }
        if (stated.toSeconds() < 1 || span.toSeconds() / stated.toSeconds() > MOST_POINTS) {
            offences.add(new Offence(
                    "step",
                    stated.toString(),
                    "State an ISO 8601 duration of at least %s here, such as PT1H: an answer has at most %d points."
                            .formatted(Duration.ofSeconds(Math.max(1, span.toSeconds() / MOST_POINTS)), MOST_POINTS)));
        }
        return Duration.ofSeconds(stated.toSeconds());
    }
}
