package io.exaplan.server.views;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a target stands.
 *
 * @param standing in one word
 * @param figure what there is; null when it is not known
 * @param asOf plan time the figure is of: now, or the date of a target that was missed
 * @param metOn plan time it was first met, null when it was not, or when no record of ours says when
 * @param missedBy by how much it was missed, null otherwise
 * @param projected what there will be at its date as far as deliveries, the plan or the pace so far tell; null when it is past or met
 */
record Attainment(
        Standing standing,
        @Nullable Double figure,
        Instant asOf,
        @Nullable Instant metOn,
        @Nullable Double missedBy,
        @Nullable Double projected) {

    /** What a target reads as. */
    enum Standing {
        ON_TRACK,
        AT_RISK,
        MET_ON,
        MISSED_BY
    }

    /**
     * What is known for judging a target.
     *
     * @param now plan time
     * @param figure what there is now, null when it is not known
     * @param firstMet when it was first met within its window, by the records
     * @param atDate what there was at its date; empty before that date, or when no record goes back so far
     * @param reported what there was at its date as reported elsewhere, null when nobody did
     * @param projected what there will be at its date
     */
    record Evidence(
            Instant now,
            @Nullable Double figure,
            Optional<Instant> firstMet,
            Optional<Double> atDate,
            @Nullable Double reported,
            double projected) {}

    /** @param from start of the target's window, null for none */
    static Attainment of(double atLeast, @Nullable Instant from, Instant by, Evidence known) {
        if (known.firstMet().isPresent()) {
            return new Attainment(
                    Standing.MET_ON,
                    known.figure(),
                    known.now(),
                    known.firstMet().get(),
                    null,
                    null);
        }
        return known.now().isAfter(by) ? past(atLeast, by, known) : open(atLeast, from, known);
    }

    private static Attainment open(double atLeast, @Nullable Instant from, Evidence known) {
        Double figure = known.figure();
        boolean begun = from == null || !from.isAfter(known.now());
        if (begun && figure != null && figure >= atLeast) {
            return new Attainment(Standing.MET_ON, figure, known.now(), known.now(), null, null);
        }
        Standing standing = known.projected() >= atLeast ? Standing.ON_TRACK : Standing.AT_RISK;
        return new Attainment(standing, figure, known.now(), null, null, known.projected());
    }

    /** The records count, then what was reported, then what there is now. */
    private static Attainment past(double atLeast, Instant by, Evidence known) {
        Double then = known.atDate().orElse(known.reported());
        Double figure = then == null ? known.figure() : then;
        Instant asOf = then == null ? known.now() : by;
        if (figure != null && figure >= atLeast) {
            // Reached by now, but nobody knows when.
            return new Attainment(Standing.MET_ON, figure, asOf, null, null, null);
        }
        return new Attainment(
                Standing.MISSED_BY, figure, asOf, null, figure == null ? atLeast : atLeast - figure, null);
    }
}
