package io.exaplan.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.kernel.TimeWindow;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CityHoursTest {
    private static final long HOUR = 3600;

    /** As many replicas as the hour says: the profile reads the clock. */
    private static final Work.Service CLOCK =
            new Work.Service(IntStream.range(0, 24).boxed().toList(), Long.MAX_VALUE);

    @Test
    void theHourThatIsSkippedInSpringHasNoReplicas() {
        long midnight = Instant.parse("2025-03-29T23:00:00Z").getEpochSecond();
        CityHours berlin = new CityHours(ZoneId.of("Europe/Berlin"), midnight, midnight + 48 * HOUR);

        Profile replicas = berlin.replicas(CLOCK, new TimeWindow(midnight, midnight + 10 * HOUR));

        assertThat(replicas.at(midnight + 2 * HOUR - 1)).isEqualTo(1);
        assertThat(replicas.at(midnight + 2 * HOUR)).isEqualTo(3);
    }

    @Test
    void aZoneOfHalfAnHourTurnsItsHoursAtTheHalf() {
        long midnight = Instant.parse("2025-03-29T18:30:00Z").getEpochSecond();
        CityHours delhi = new CityHours(ZoneId.of("Asia/Kolkata"), midnight, midnight + 48 * HOUR);

        Profile replicas = delhi.replicas(CLOCK, new TimeWindow(midnight + 600, midnight + 10 * HOUR));

        assertThat(replicas.at(midnight + HOUR - 1)).isZero();
        assertThat(replicas.at(midnight + HOUR)).isEqualTo(1);
    }

    @Property
    void aHorizonThatMovesOnOnlyEverFreesCapacity(
            @ForAll @Size(24) List<@IntRange(max = 5) Integer> byHour,
            @ForAll @IntRange(max = 100_000) int start,
            @ForAll @IntRange(max = 100_000) int horizon,
            @ForAll @IntRange(max = 50_000) int later) {
        Work.Service service =
                new Work.Service(Collections.max(byHour) == 0 ? Collections.nCopies(24, 1) : byHour, Long.MAX_VALUE);
        TimeWindow window = new TimeWindow(start, Long.MAX_VALUE);
        ZoneId zone = ZoneId.of("Asia/Shanghai");

        Profile before = new CityHours(zone, 0, horizon).replicas(service, window);
        Profile after = new CityHours(zone, 0, horizon + later).replicas(service, window);

        assertThat(before.minus(after).firstBelow(0, Long.MIN_VALUE)).isEmpty();
    }
}
