package io.exaplan.server.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.views.Attainment.Evidence;
import io.exaplan.server.views.Attainment.Standing;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A target of 100 PFLOPS by the end of 2025. */
class AttainmentTest {

    private static final Instant BY = Instant.parse("2025-12-31T16:00:00Z");
    private static final Instant BEFORE = Instant.parse("2025-06-01T00:00:00Z");
    private static final Instant AFTER = Instant.parse("2026-03-02T08:00:00Z");

    @Test
    void isOnTrackWhenWhatIsToComeSuffices() {
        Attainment read = open(60.0, 100);

        assertThat(read.standing()).isEqualTo(Standing.ON_TRACK);
        assertThat(read.projected()).isEqualTo(100);
    }

    @Test
    void isAtRiskWhenItDoesNot() {
        assertThat(open(60.0, 99).standing()).isEqualTo(Standing.AT_RISK);
        assertThat(open(null, 0).standing()).isEqualTo(Standing.AT_RISK);
    }

    @Test
    void isMetFromTheFirstTimeItWas() {
        Attainment read = Attainment.of(
                100, null, BY, new Evidence(AFTER, 80.0, Optional.of(BEFORE), Optional.of(70.0), null, 0));

        assertThat(read.standing()).isEqualTo(Standing.MET_ON);
        assertThat(read.metOn()).isEqualTo(BEFORE);
    }

    @Test
    void isNotMetBeforeItsWindowBegins() {
        Attainment read = Attainment.of(
                100,
                AFTER,
                AFTER.plusSeconds(60),
                new Evidence(BEFORE, 120.0, Optional.empty(), Optional.empty(), null, 120));

        assertThat(read.standing()).isEqualTo(Standing.ON_TRACK);
    }

    @Test
    void wasMissedByWhatWasLackingAtItsDate() {
        Attainment read = past(150.0, Optional.of(70.0), 90.0);

        assertThat(read.standing()).isEqualTo(Standing.MISSED_BY);
        assertThat(read.missedBy()).isEqualTo(30);
        assertThat(read.asOf()).isEqualTo(BY);
    }

    @Test
    void goesByAReportWhereNoRecordGoesBackSoFar() {
        assertThat(past(150.0, Optional.empty(), 90.0).missedBy()).isEqualTo(10);
        assertThat(past(50.0, Optional.empty(), 120.0).standing()).isEqualTo(Standing.MET_ON);
    }

    @Test
    void goesByWhatThereIsWhereNobodyKnowsMore() {
        Attainment met = past(120.0, Optional.empty(), null);
        Attainment missed = past(95.0, Optional.empty(), null);

        assertThat(met.metOn()).as("nobody knows when").isNull();
        assertThat(missed.missedBy()).isEqualTo(5);
        assertThat(missed.asOf()).isEqualTo(AFTER);
    }

    private static Attainment open(@Nullable Double figure, double projected) {
        return Attainment.of(
                100, null, BY, new Evidence(BEFORE, figure, Optional.empty(), Optional.empty(), null, projected));
    }

    private static Attainment past(double figure, Optional<Double> atDate, @Nullable Double reported) {
        return Attainment.of(100, null, BY, new Evidence(AFTER, figure, Optional.empty(), atDate, reported, 0));
    }
}
