package io.exaplan.server.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.MutableClock;
import io.exaplan.server.ServerTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@ServerTest
@TestPropertySource(properties = {"exaplan.plan-time.rate=60", "exaplan.plan-time.start=2026-01-01T00:00:00Z"})
class PlanTimeTest {

    private final PlanTime planTime;
    private final MutableClock clock;

    PlanTimeTest(PlanTime planTime, MutableClock clock) {
        this.planTime = planTime;
        this.clock = clock;
    }

    @Test
    void runsAtItsRateAndGoesOnFromWhereItIsWhenTheRateChanges() {
        assertThat(planTime.now()).isEqualTo("2026-01-01T00:00:00Z");

        clock.advance(Duration.ofMinutes(1));
        assertThat(planTime.now()).isEqualTo("2026-01-01T01:00:00Z");
        assertThat(planTime.wallUntil(Instant.parse("2026-01-01T03:00:00Z"))).isEqualTo(Duration.ofMinutes(2));
        assertThat(planTime.wallUntil(Instant.parse("2025-12-31T00:00:00Z"))).isZero();

        assertThat(planTime.changeRate(1, planTime.version())).isTrue();
        planTime.reread();
        clock.advance(Duration.ofMinutes(1));
        assertThat(planTime.now()).isEqualTo("2026-01-01T01:01:00Z");
    }
}
