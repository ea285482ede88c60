package io.exaplan.server.views;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a closed month, as they were when it closed.
 *
 * @param month of the city's calendar, such as {@code 2026-03}
 * @param from plan time of its first moment
 * @param until plan time after its last
 * @param frozenAt wall time
 * @param lines what was frozen
 * @param corrections what turned out otherwise later, oldest first; the lines stay as they are
 */
record Report(
        String month, Instant from, Instant until, Instant frozenAt, List<Line> lines, List<Correction> corrections) {

    /** What a line is about. */
    enum Dimension {
        CITY,
        OPERATOR,
        VENDOR,
        SECTOR,
        TENANT
    }

    /** What is told. PFLOPS are dense FP16/BF16 vendor peak. */
    enum Figure {
        /** PFLOPS on average over the samples of the month. */
        INSTALLED,
        /** Likewise. */
        REPORTING,
        /** Likewise. */
        SCHEDULABLE,
        /** Likewise. */
        ALLOCATED,
        /** Likewise, over those at which it was measured; without a line where it never was. */
        BUSY,
        /** PFLOPS-days runs took. */
        USED
    }

    /**
     * One figure.
     *
     * @param name of the operator, vendor, sector or tenant; {@code city} for the city
     */
    record Line(Dimension dimension, String name, Figure figure, double value) {

        /** Whether both say something of the same, maybe another value. */
        boolean sameAs(Line other) {
            return dimension == other.dimension && name.equals(other.name) && figure == other.figure;
        }
    }

    /** What a figure should have been. */
    record Correction(
            Dimension dimension, String name, Figure figure, double value, String reason, String actor, Instant at) {}

    /**
     * A month without its figures.
     *
     * @param corrections how many there are
     */
    record Summary(String month, Instant from, Instant until, Instant frozenAt, int corrections) {}

    /** The line as corrected last, null when it was not. */
    @Nullable
    Double corrected(Line line) {
        return corrections.reversed().stream()
                .filter(each -> each.dimension() == line.dimension()
                        && each.name().equals(line.name())
                        && each.figure() == line.figure())
                .map(Correction::value)
                .findFirst()
                .orElse(null);
    }
}
