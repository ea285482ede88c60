package io.exaplan.server.security;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is let in, and how often.
 *
 * @param showFirstToken whether the first administrator's token is printed to the console; it is in the home directory in any case
 * @param requestsPerSecond requests of a token each second over time; agents are not counted
 * @param requestBurst requests of a token at once
 * @param strangersPerSecond requests without a valid token from one address each second over time
 * @param strangerBurst requests without a valid token from one address at once
 * @param longestOverlap how long a token that was rotated may go on
 */
@ConfigurationProperties("exaplan.security")
public record SecuritySettings(
        @DefaultValue("true") boolean showFirstToken,
        @DefaultValue("500") double requestsPerSecond,
        @DefaultValue("5000") int requestBurst,
        @DefaultValue("20") double strangersPerSecond,
        @DefaultValue("500") int strangerBurst,
        @DefaultValue("7d") Duration longestOverlap) {
    public SecuritySettings {
        if (!(requestsPerSecond > 0) || requestBurst < 1 || !(strangersPerSecond > 0) || strangerBurst < 1) {
            throw new IllegalArgumentException(
                    "exaplan.security has requests-per-second %s, request-burst %d, strangers-per-second %s and stranger-burst %d.\nEach must be above 0."
                            .formatted(requestsPerSecond, requestBurst, strangersPerSecond, strangerBurst));
        }
        if (longestOverlap.isNegative()) {
            throw new IllegalArgumentException(
                    "exaplan.security.longest-overlap is %s.\nIt may not be negative.".formatted(longestOverlap));
        }
    }
}
