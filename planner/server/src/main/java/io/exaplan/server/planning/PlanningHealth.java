package io.exaplan.server.planning;

import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether this replica plans, and whether its planning thread is alive. A follower is healthy. */
@Component("planning")
class PlanningHealth implements HealthIndicator {
    /** A turn takes milliseconds, making a large book seconds. */
    private static final Duration STUCK = Duration.ofSeconds(60);

    private final Leadership leadership;
    private final PlanningMetrics metrics;

    PlanningHealth(Leadership leadership, PlanningMetrics metrics) {
        this.leadership = leadership;
        this.metrics = metrics;
    }

    @Override
    public Health health() {
        boolean leading = leadership.leading();
        Duration silence = metrics.sinceLastLook();
        boolean stuck = leading && silence.compareTo(STUCK) > 0;
        Health.Builder health = (stuck ? Health.down() : Health.up())
                .withDetail("role", leading ? "leading" : "following")
                .withDetail("epoch", leadership.epoch());
        return leading
                ? health.withDetail("bookAgeSeconds", silence.toMillis() / 1000.0)
                        .build()
                : health.build();
    }
}
