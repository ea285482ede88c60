package io.exaplan.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Two requests each second, five at once. */
class RequestLimitsTest {

    private final AtomicLong now = new AtomicLong();
    private final RequestLimits limits = new RequestLimits(2, 5, now::get);

    @Test
    void letsABurstThroughThenTellsHowLongToWait() {
        for (int i = 0; i < 5; i++) {
            assertThat(limits.take("a")).isZero();
        }

        assertThat(limits.take("a")).isEqualTo(1);
        assertThat(limits.take("b")).isZero();
    }

    @Test
    void fillsUpAtItsPaceAndNoFurther() {
        for (int i = 0; i < 5; i++) {
            limits.take("a");
        }
        now.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(limits.take("a")).isZero();
        assertThat(limits.take("a")).isZero();
        assertThat(limits.take("a")).isEqualTo(1);

        now.addAndGet(Duration.ofHours(1).toNanos());
        for (int i = 0; i < 5; i++) {
            assertThat(limits.take("a")).isZero();
        }
        assertThat(limits.take("a")).isEqualTo(1);
    }
}
