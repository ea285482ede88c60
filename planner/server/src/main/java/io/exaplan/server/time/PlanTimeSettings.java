package io.exaplan.server.time;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How plan time begins. Used at the very first start only: afterwards the database knows.
 *
 * @param rate plan seconds for each wall second
 * @param start plan time of the first start; now when it is not set
 */
@ConfigurationProperties("exaplan.plan-time")
public record PlanTimeSettings(
        @DefaultValue("1") double rate, @Nullable Instant start) {
    public PlanTimeSettings {
        PlanTime.requireRate(rate);
    }
}
