package io.exaplan.server.views;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How tenants' webhooks are called.
 *
 * @param allowInternal whether plain http and addresses of private networks may be called
 * @param timeout how long a call may take
 * @param firstRetry how long after a failed call it is tried again; three times as long after each further one
 * @param longestRetry longest time between two tries
 * @param maxAttempts after how many tries it is given up
 * @param batch most calls begun at each look
 * @param retention how long the log of deliveries is kept
 * @param maxPerTenant most webhooks of a tenant
 */
@ConfigurationProperties("exaplan.webhooks")
record WebhookSettings(
        @DefaultValue("false") boolean allowInternal,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("10s") Duration firstRetry,
        @DefaultValue("1h") Duration longestRetry,
        @DefaultValue("12") int maxAttempts,
        @DefaultValue("20") int batch,
        @DefaultValue("30d") Duration retention,
        @DefaultValue("20") int maxPerTenant) {

    private static final int FACTOR = 3;

    WebhookSettings {
        if (!timeout.isPositive() || !firstRetry.isPositive() || longestRetry.compareTo(firstRetry) < 0) {
            throw new IllegalArgumentException(
                    "exaplan.webhooks has timeout %s, first-retry %s and longest-retry %s.\nEach must be above 0, the last not below the second."
                            .formatted(timeout, firstRetry, longestRetry));
        }
        if (maxAttempts < 1 || batch < 1 || maxPerTenant < 1 || !retention.isPositive()) {
            throw new IllegalArgumentException(
                    "exaplan.webhooks has max-attempts %d, batch %d, max-per-tenant %d and retention %s.\nEach must be above 0."
                            .formatted(maxAttempts, batch, maxPerTenant, retention));
        }
    }

    /** How long to wait after so many tries that failed. */
    Duration retryAfter(int attempts) {
        Duration wait = firstRetry;
        for (int i = 1; i < attempts && wait.compareTo(longestRetry) < 0; i++) {
            wait = wait.multipliedBy(FACTOR);
        }
        return wait.compareTo(longestRetry) < 0 ? wait : longestRetry;
    }
}
