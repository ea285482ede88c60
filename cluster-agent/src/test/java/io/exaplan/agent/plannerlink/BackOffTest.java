package io.exaplan.agent.plannerlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackOffTest {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    @Test
    void doublesFromTheFirstDelayToTheLongest() {
        BackOff backOff = new BackOff(FIRST, LONGEST, new SplittableRandom(1));
        List<Integer> wholes = List.of(500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000);

        for (int whole : wholes) {
            assertThat(backOff.next()).isBetween(Duration.ofMillis(whole / 2), Duration.ofMillis(whole));
        }
    }

    @Test
    void beginsAnewAfterASuccess() {
        BackOff backOff = new BackOff(FIRST, LONGEST, new SplittableRandom(1));
        Stream.generate(backOff::next).limit(10).forEach(delay -> {});

        backOff.reset();

        assertThat(backOff.next()).isLessThanOrEqualTo(FIRST);
    }

    @Test
    void scattersAgentsWithDifferentSeedsAndNotThoseWithTheSame() {
        assertThat(delays(1)).isEqualTo(delays(1)).isNotEqualTo(delays(2));
    }

    private static List<Duration> delays(long seed) {
        BackOff backOff = new BackOff(FIRST, LONGEST, new SplittableRandom(seed));
        return Stream.generate(backOff::next).limit(5).toList();
    }
}
